import {
  cronPatternOf,
  engineCronOf,
  nextRuns,
  refuseEngineCron,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { CronEngine } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from '../../components/stateWord';
import { monthHints } from './cronHints';
import type { JudgedCron } from './JudgedCron';
import { SHOWN_RUNS } from './shownRuns';

/**
 * What follows from a cron text that another engine than Velero reads, always in
 * UTC: Longhorn as Kubernetes does, CloudNative-PG with seconds before it.
 *
 * @internal
 */
export function judgeEngineCron(
  text: string,
  { engine, now }: { engine: CronEngine; now: Date },
  t: Translate,
): JudgedCron {
  const nothing = { pattern: null, runs: [], busy: null };
  if (text === '') return { ...nothing, isRefused: false, hints: [] };
  const refusal = refuseEngineCron(text);
  const read = engineCronOf(text, engine);
  if (refusal !== null || !read.ok) {
    const reason = refusal ?? t('field.cron.never');
    return {
      ...nothing,
      isRefused: true,
      hints: [{ tone: 'error', text: `${reason.replace(/\.$/, '')}.` }],
    };
  }
  const { fiveFields, text: handed, reader } = read.value;
  const pattern = cronPatternOf(fiveFields);
  const runs = nextRuns(handed, { ...reader, after: now, count: SHOWN_RUNS });
  return {
    pattern,
    isRefused: false,
    runs: runs.ok ? runs.value : [],
    busy: null,
    hints: [
      ...monthHints(pattern, t),
      ...(handed === fiveFields
        ? []
        : [
            {
              tone: 'info' as const,
              text: t('field.cron.secondsFirst', { cron: handed }),
            },
          ]),
    ],
  };
}
