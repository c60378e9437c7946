import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  cronOfPattern,
  cronPatternOf,
  nextRuns,
  refuseCron,
  startsByHour,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { useMemo } from 'react';
import type { Translate } from '../../components/stateWord';
import { useLanguage } from '../../time/useLanguage';
import { useNow } from '../../time/useNow';
import { veleroManagerTranslationRef } from '../../translation';
import type { FieldHint } from '../FieldHint';
import { FieldNotes } from '../FieldNotes';
import { fieldText } from '../fieldText';
import { formValues } from '../formValues';
import type { TextFieldProps } from '../textFieldSchema';
import { useFormCluster } from '../useFormCluster';
import { applyCronPreset } from './applyCronPreset';
import type { CronContext } from './CronContext';
import { cronContextOf } from './cronContextOf';
import { cronHints } from './cronHints';
import { cronPresetOf } from './cronPresetOf';
import { cronPresets } from './cronPresets';
import { CronPickers } from './CronPickers';
import { describePattern } from './describePattern';
import { NextRuns } from './NextRuns';

const SHOWN_RUNS = 5;
const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

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
export function CronField(props: TextFieldProps) {
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

/** All that follows from the text, the cluster and the present minute. */
function useCronText(props: TextFieldProps) {
  const { formData = '', formContext } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const { cluster: name, existing, scope, frequency } = formValues(formContext);
  const cluster = useFormCluster(name);
  const report = cluster.status === 'known' ? cluster.report : null;
  const minute = Math.floor(useNow().getTime() / MINUTE_MS) * MINUTE_MS;
  const context = useMemo(
    () =>
      cronContextOf(report, {
        form: { existing, scope, frequency },
        now: new Date(minute),
      }),
    [report, existing, scope, frequency, minute],
  );
  const judged = useMemo(
    () => judgeCron(formData, { context, language, t }),
    [formData, context, language, t],
  );
  const isUnknown = ['hidden', 'missing', 'failed'].includes(cluster.status);
  const hints: FieldHint[] = isUnknown
    ? [{ tone: 'info', text: t('field.cron.othersUnknown') }]
    : [];
  return { ...judged, hints: [...judged.hints, ...hints] };
}

function judgeCron(
  text: string,
  around: { context: CronContext; language: string; t: Translate },
) {
  const { context, language, t } = around;
  const { reader, now, others } = context;
  const pattern = cronPatternOf(text);
  const next = nextRuns(text, { ...reader, after: now, count: SHOWN_RUNS });
  const until = now.getTime() + WEEK_MS;
  const soon = others?.flatMap(({ runs }) =>
    runs.filter(run => run.getTime() <= until),
  );
  const isRefused = text !== '' && refuseCron(text) !== null;
  return {
    pattern,
    isRefused,
    runs: next.ok && !isRefused ? next.value : [],
    busy: soon ? startsByHour(soon, pattern?.zone ?? 'UTC') : null,
    hints: text ? cronHints({ text, pattern, context, language }, t) : [],
  };
}
