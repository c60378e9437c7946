import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import {
  maxGap,
  runsWithin,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from '../components/stateWord';
import { formatSpan } from '../time/formats';
import { useLanguage } from '../time/useLanguage';
import { useNow } from '../time/useNow';
import { veleroManagerTranslationRef } from '../translation';
import type { FieldHint } from './FieldHint';
import { FieldNotes } from './FieldNotes';
import { fieldText } from './fieldText';
import { formValues } from './formValues';
import type { PolicyFieldProps } from './policyFieldSchema';
import { restrictedHints } from './restrictedHints';
import { brokenLimit, limitHints, spanOf } from './retentionLimits';
import { retentionSeconds } from './retentionSeconds';
import { useFormEnvironment } from './useFormEnvironment';

/** A week, a month, a quarter and a year are what policies ask for. */
const PRESETS = ['7d', '30d', '90d', '365d'];

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  text: { flex: '1 1 120px', maxWidth: 240 },
  refused: { textDecoration: 'line-through' },
}));

/**
 * The form field `VeleroManagerRetention`: how long backups are kept, within the
 * limits of the form's environment, and how many that makes at a time by the
 * cron text of the form.
 *
 * @internal
 */
export function RetentionField(props: PolicyFieldProps) {
  const { formData = '', formContext, uiSchema, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const now = useNow();
  const classes = useStyles();
  const text = fieldText(props);
  const { cron, environment: name } = formValues(formContext);
  const environment = useFormEnvironment(name);
  const isFixed = props.disabled || props.readonly;
  const hints = [
    ...restrictedHints(environment, uiSchema['ui:options'], t),
    ...limitHints(formData, environment, t),
    ...(cron ? keptHints({ cron, kept: formData, now, language }, t) : []),
  ];
  return (
    <>
      <div className={classes.row}>
        <TextField
          id={text.id}
          className={classes.text}
          label={text.title}
          value={formData}
          required={props.required}
          disabled={isFixed}
          placeholder={uiSchema['ui:placeholder'] ?? '30d'}
          error={
            props.rawErrors.length > 0 ||
            brokenLimit(formData, environment) !== null
          }
          margin="dense"
          InputLabelProps={{ shrink: true }}
          inputProps={{ 'aria-describedby': `${text.id}-notes` }}
          onChange={event => onChange(event.target.value || undefined)}
        />
        <div
          role="group"
          aria-label={t('field.retention.presets')}
          className={classes.row}
        >
          {PRESETS.map(preset => (
            <Preset
              key={preset}
              preset={preset}
              isChosen={preset === formData}
              isRefused={brokenLimit(preset, environment) !== null}
              isFixed={isFixed}
              onChoose={() => onChange(preset)}
            />
          ))}
        </div>
      </div>
      <FieldNotes {...text} hints={hints} />
    </>
  );
}

/** One that the environment refuses is struck through, and says so. */
function Preset(props: {
  preset: string;
  isChosen: boolean;
  isRefused: boolean;
  isFixed?: boolean;
  onChoose(): void;
}) {
  const { preset, isChosen, isRefused } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = useStyles();
  const span = spanOf(preset, t);
  return (
    <Button
      size="small"
      className={isRefused ? classes.refused : undefined}
      variant={isChosen ? 'contained' : 'outlined'}
      color={isChosen ? 'primary' : 'default'}
      aria-pressed={isChosen}
      aria-label={
        isRefused ? t('field.retention.notAllowed', { span }) : undefined
      }
      disabled={props.isFixed}
      onClick={props.onChoose}
    >
      {span}
    </Button>
  );
}

function keptHints(
  kept: { cron: string; kept: string; now: Date; language: string },
  t: Translate,
): FieldHint[] {
  const { cron, now, language } = kept;
  const seconds = retentionSeconds(kept.kept);
  if (seconds === null) return [];
  const reader = { zone: 'UTC', after: now };
  const runs = runsWithin(cron, { ...reader, seconds });
  const gap = maxGap(cron, reader);
  if (!runs.ok || !gap.ok || gap.value === null) return [];
  if (seconds < gap.value) {
    return [
      {
        tone: 'warning',
        text: t('field.retention.gap', {
          gap: formatSpan(gap.value, language, Math.ceil),
        }),
      },
    ];
  }
  return [
    { tone: 'info', text: t('field.retention.kept', { count: runs.value }) },
  ];
}
