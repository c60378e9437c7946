import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { cronOfPattern } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useLanguage } from '../../time/useLanguage';
import { veleroManagerTranslationRef } from '../../translation';
import { FieldNotes } from '../FieldNotes';
import { fieldText } from '../fieldText';
import { applyCronPreset } from './applyCronPreset';
import type { CronFieldProps } from './cronFieldSchema';
import { cronPresetOf } from './cronPresetOf';
import { cronPresets } from './cronPresets';
import { CronPickers } from './CronPickers';
import { describePattern } from './describePattern';
import { NextRuns } from './NextRuns';
import { useCronText } from './useCronText';

const useStyles = makeStyles(theme => ({
  field: {
    ...theme.typography.body1,
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
    margin: 0,
    padding: theme.spacing(1, 2, 2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    minWidth: 0,
  },
  legend: { padding: theme.spacing(0, 0.5) },
  presets: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  text: { maxWidth: 360 },
}));

/**
 * The form field `VeleroManagerCron`: presets, hours and days beside the cron
 * text, each following the other; when it runs next, and what to know of that.
 *
 * @internal
 */
export function CronField(props: CronFieldProps) {
  const { formData = '', onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const classes = useStyles();
  const text = fieldText(props);
  const known = useCronText(props);
  const { pattern, isRefused, runs, busy, hints } = known;
  const preset = pattern && cronPresetOf(pattern);
  const isFixed = props.disabled || props.readonly;
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>
        {text.title}
        {props.required && <span aria-hidden> *</span>}
      </legend>
      <div
        role="group"
        aria-label={t('field.cron.presets')}
        className={classes.presets}
      >
        {cronPresets.map(each => (
          <Button
            key={each}
            size="small"
            variant={each === preset ? 'contained' : 'outlined'}
            color={each === preset ? 'primary' : 'default'}
            aria-pressed={each === preset}
            disabled={isFixed}
            onClick={() =>
              onChange(cronOfPattern(applyCronPreset(each, pattern)))
            }
          >
            {t(`field.cron.preset.${each}`)}
          </Button>
        ))}
      </div>
      {pattern && (
        <CronPickers
          id={text.id}
          pattern={pattern}
          busy={busy}
          isFixed={isFixed}
          onChange={next => onChange(cronOfPattern(next))}
        />
      )}
      <TextField
        id={text.id}
        className={classes.text}
        label={t('field.cron.text')}
        value={formData}
        required={props.required}
        disabled={isFixed}
        placeholder="0 2 * * *"
        error={props.rawErrors.length > 0 || isRefused}
        margin="dense"
        InputLabelProps={{ shrink: true }}
        inputProps={{
          'aria-describedby': `${text.id}-notes`,
          spellCheck: false,
          autoCapitalize: 'none',
        }}
        onChange={event => onChange(event.target.value || undefined)}
      />
      {formData && !isRefused && (
        <Typography variant="body2" aria-live="polite">
          <strong>
            {pattern
              ? describePattern(pattern, { t, language })
              : t('field.cron.otherText')}
          </strong>
        </Typography>
      )}
      <NextRuns runs={runs} zone={pattern?.zone ?? null} />
      <FieldNotes {...text} hints={hints} />
    </fieldset>
  );
}
