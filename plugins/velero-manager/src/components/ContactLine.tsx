import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ApiContact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { veleroManagerTranslationRef } from '../translation';
import { RelativeTime } from './RelativeTime';

/** "last seen 14 min. ago: connection refused". @internal */
export function ContactLine({ contact }: { contact: ApiContact }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { state, lastContactAt } = contact;
  const message = contact.message ?? t('contact.noMessage');
  if (state === 'connected' || state === 'unwatched') {
    return <span>{t(`contact.${state}`)}</span>;
  }
  if (state === 'never' || lastContactAt === null) {
    return <span>{t('contact.never', { message })}</span>;
  }
  return (
    <span>
      {t(`contact.${state}`, {
        ago: <RelativeTime at={lastContactAt} />,
        message,
      })}
    </span>
  );
}
