import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Tooltip from '@material-ui/core/Tooltip';
import {
  browserZone,
  formatExact,
  formatRelative,
  zonesToShow,
} from '../time/formats';
import { useLanguage } from '../time/useLanguage';
import { useNow } from '../time/useNow';
import { veleroManagerTranslationRef } from '../translation';

/** The properties of {@link RelativeTime}. @internal */
export interface RelativeTimeProps {
  /** RFC 3339, as the backend writes it. */
  at: string;
  /** A further zone for the hover, for instance that of a schedule. */
  zone?: string | null;
}

/**
 * "3 hr. ago" in the language of the portal; the exact time, in UTC and in the
 * reader's zone, on hover and on focus.
 *
 * @internal
 */
export function RelativeTime({ at, zone }: RelativeTimeProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const instant = new Date(at);
  const text = formatRelative(instant, useNow(), language) ?? t('time.now');
  const exact = zonesToShow(instant, [browserZone(), zone])
    .map(each => formatExact(instant, language, each))
    .join(' · ');
  return (
    <Tooltip title={exact} interactive>
      {/* The exact time must be reachable with the keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <time dateTime={at} tabIndex={0} aria-label={`${text}, ${exact}`}>
        {text}
      </time>
    </Tooltip>
  );
}
