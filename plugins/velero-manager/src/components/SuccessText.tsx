import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApiSchedule } from '@velero-manager/backstage-plugin-velero-manager-common';
import { formatDay } from '../time/formats';
import { useLanguage } from '../time/useLanguage';
import { veleroManagerTranslationRef } from '../translation';
import type { Translate } from './stateWord';

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30;

type Success = ApiSchedule['success'];
type Counts = Success['last30Days'];

/** The properties of {@link SuccessText}. @internal */
export interface SuccessTextProps {
  success: Success;
  /** When it was counted. */
  asOf: string;
}

/**
 * "27 of 30 runs good in 30 days · 1 missed · 6 of 7 in 7 days": in numbers,
 * and no further back than anything is known.
 *
 * @internal
 */
export function SuccessText({ success, asOf }: SuccessTextProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const { last7Days, last30Days } = success;
  const since = isWhole(last30Days, asOf)
    ? null
    : formatDay(new Date(last30Days.since), language, 'UTC');
  const counts = countsOf(last30Days);
  const parts = [
    since === null
      ? t('success.month', counts)
      : t('success.since', { ...counts, since }),
    missedOf(last30Days, t),
    last7Days.since > last30Days.since && endedOf(last7Days) > 0
      ? t('success.week', countsOf(last7Days))
      : null,
  ];
  return <>{parts.filter(Boolean).join(' · ')}</>;
}

/** Whether there is anything to say: no run has ended, and none was missed. @internal */
export function isCounted(success: Success | null): success is Success {
  return (
    success !== null &&
    endedOf(success.last30Days) + success.last30Days.missed > 0
  );
}

function missedOf({ missed }: Counts, t: Translate): string | null {
  return missed > 0 ? t('success.missed', { count: missed }) : null;
}

function countsOf(counts: Counts) {
  return { good: String(counts.good), ended: String(endedOf(counts)) };
}

function endedOf({ good, partial, failed }: Counts): number {
  return good + partial + failed;
}

/** Whether the month could be counted, but for its first slot. */
function isWhole({ since }: Counts, asOf: string): boolean {
  const begin = Date.parse(asOf) - MONTH_DAYS * DAY_MS;
  return Date.parse(since) - begin <= DAY_MS;
}
