import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
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
import { formValues } from '../formValues';
import { useFormCluster } from '../useFormCluster';
import type { CronContext } from './CronContext';
import { cronContextOf } from './cronContextOf';
import type { CronFieldProps } from './cronFieldSchema';
import { cronHints } from './cronHints';
import type { JudgedCron } from './JudgedCron';
import { judgeEngineCron } from './judgeEngineCron';
import { SHOWN_RUNS } from './shownRuns';

const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/**
 * All that follows from the text of a form, its cluster and the present minute,
 * by whoever reads it.
 *
 * @internal
 */
export function useCronText(props: CronFieldProps): JudgedCron {
  const { formData = '', formContext, uiSchema } = props;
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const { engine } = uiSchema['ui:options'] ?? {};
  const { cluster: name, existing, scope, frequency } = formValues(formContext);
  // What Velero does there is of no matter to another engine.
  const cluster = useFormCluster(engine ? undefined : name);
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
    () =>
      engine
        ? judgeEngineCron(formData, { engine, now: new Date(minute) }, t)
        : judgeCron(formData, { context, language, t }),
    [formData, engine, minute, context, language, t],
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
): JudgedCron {
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
