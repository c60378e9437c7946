import type { CronPattern } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from '../../components/stateWord';
import { twoDigits, weekdayName, zoneTitle } from '../../time/formats';

/** A pattern in words: "Every day at 02:10 (UTC)". @internal */
export function describePattern(
  pattern: CronPattern,
  { t, language }: { t: Translate; language: string },
): string {
  const list = (values: string[]) =>
    new Intl.ListFormat(language, { type: 'conjunction' }).format(values);
  const zone = zoneTitle(pattern.zone ?? 'UTC');
  const minute = twoDigits(pattern.minute);
  if (pattern.every === 'hour') {
    return t('field.cron.everyHour', { minute: String(pattern.minute), zone });
  }
  const times =
    pattern.hours.length === 24
      ? t('field.cron.minuteOfEveryHour', { minute: String(pattern.minute) })
      : list(pattern.hours.map(hour => `${twoDigits(hour)}:${minute}`));
  if (pattern.every === 'day') return t('field.cron.everyDay', { times, zone });
  if (pattern.every === 'month') {
    return t('field.cron.everyMonth', {
      count: pattern.days.length,
      days: list(pattern.days.map(String)),
      times,
      zone,
    });
  }
  if (pattern.weekdays.join() === '1,2,3,4,5') {
    return t('field.cron.workingDays', { times, zone });
  }
  const days = list(
    pattern.weekdays.map(day => weekdayName(day, language, 'long')),
  );
  return t('field.cron.everyWeek', { days, times, zone });
}
