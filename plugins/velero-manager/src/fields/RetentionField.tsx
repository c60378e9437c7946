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
import { retentionSeconds } from './retentionSeconds';
import type { TextFieldProps } from './textFieldSchema';

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
}));

/**
 * The form field `VeleroManagerRetention`: how long backups are kept, and how
 * many that makes at a time by the cron text of the form.
 *
 * @internal
 */
export function RetentionField(props: TextFieldProps) {
  const { formData = '', formContext, uiSchema, onChange } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const now = useNow();
  const classes = useStyles();
  const text = fieldText(props);
  const { cron } = formValues(formContext);
  const isFixed = props.disabled || props.readonly;
  const hints = cron
    ? keptHints({ cron, kept: formData, now, language }, t)
    : [];
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
          error={props.rawErrors.length > 0}
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
            <Button
              key={preset}
              size="small"
              variant={preset === formData ? 'contained' : 'outlined'}
              color={preset === formData ? 'primary' : 'default'}
              aria-pressed={preset === formData}
              disabled={isFixed}
              onClick={() => onChange(preset)}
            >
              {spanOf(preset, t)}
            </Button>
          ))}
        </div>
      </div>
      <FieldNotes {...text} hints={hints} />
    </>
  );
}

function spanOf(retention: string, t: Translate): string {
  const count = Number(retention.slice(0, -1));
  return retention.endsWith('h')
    ? t('field.retention.hours', { count })
    : t('field.retention.days', { count });
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
