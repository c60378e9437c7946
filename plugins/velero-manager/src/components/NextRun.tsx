import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  browserZone,
  formatClock,
  formatRelative,
  zonesToShow,
  zoneTitle,
} from '../time/formats';
import { useLanguage } from '../time/useLanguage';
import { useNow } from '../time/useNow';
import { veleroManagerTranslationRef } from '../translation';

/** The properties of {@link NextRun}. @internal */
export interface NextRunProps {
  /** RFC 3339, as the backend writes it. */
  at: string;
  /** The zone in which the schedule is written, where it names one. */
  zone?: string | null;
}

/** "in 40 min. (02:00 UTC, 03:00 Paris)". @internal */
export function NextRun({ at, zone }: NextRunProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const now = useNow();
  const instant = new Date(at);
  const clocks = zonesToShow(instant, [zone, browserZone()])
    .map(each =>
      t('time.clock', {
        time: formatClock(instant, language, each),
        zone: zoneTitle(each),
      }),
    )
    .join(', ');
  const isAhead = instant.getTime() > now.getTime();
  const relative = isAhead ? formatRelative(instant, now, language) : null;
  return (
    <time dateTime={at}>
      {relative
        ? t('time.next', { relative, clocks })
        : t('time.due', { clocks })}
    </time>
  );
}
