import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { entityReadPermission } from '@velero-manager/backstage-plugin-velero-manager-common';
import { BackupCard } from '../components/BackupCard';
import { LoadError } from '../components/LoadError';
import { Loading } from '../components/Loading';
import { useEntityReport } from '../hooks';
import { veleroManagerTranslationRef } from '../translation';

/** About as tall as the card with its facts, so that its neighbours stay. */
const CARD_SHAPE = [44, 44, 36, 24, 20, 20];

/**
 * The card "Backup & sync" of the entity page it stands on.
 *
 * @public
 */
export function EntityBackupCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { value, error, retry } = useEntityReport(stringifyEntityRef(entity));
  const notice = error && (
    <LoadError
      what="report"
      error={error}
      permission={entityReadPermission.name}
      isStale={value !== undefined}
      retry={retry}
    />
  );
  if (value) {
    return <BackupCard report={value} notice={notice} />;
  }
  return (
    <EntityInfoCard title={t('card.title')}>
      {notice ?? <Loading label={t('loading.report')} shape={CARD_SHAPE} />}
    </EntityInfoCard>
  );
}
