import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { entityReadPermission } from '@velero-manager/backstage-plugin-velero-manager-common';
import { BackupCard } from '../components/BackupCard';
import { CardActions } from '../components/CardActions';
import { LoadError } from '../components/LoadError';
import { Loading } from '../components/Loading';
import { useChangeAddress, useEntityReport, useProposing } from '../hooks';
import type { TemplateRefs } from '../templates';
import { veleroManagerTranslationRef } from '../translation';

/** About as tall as the card with its facts, so that its neighbours stay. */
const CARD_SHAPE = [44, 44, 36, 24, 20, 20];

/** The properties of {@link EntityBackupCard}. @public */
export interface EntityBackupCardProps {
  /** Templates of your own behind the buttons of the card. */
  templates?: TemplateRefs;
}

/**
 * The card "Backup & sync" of the entity page it stands on.
 *
 * @public
 */
export function EntityBackupCard({ templates }: EntityBackupCardProps) {
  const { entity } = useEntity();
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { value, error, retry } = useEntityReport(stringifyEntityRef(entity));
  const { missing, formOf } = useProposing(templates);
  const changeAddress = useChangeAddress();
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
    return (
      <BackupCard
        report={value}
        notice={notice}
        changeAddress={changeAddress}
        formOf={missing === null ? formOf : undefined}
        actions={
          <CardActions report={value} missing={missing} formOf={formOf} />
        }
      />
    );
  }
  return (
    <EntityInfoCard title={t('card.title')}>
      {notice ?? <Loading label={t('loading.report')} shape={CARD_SHAPE} />}
    </EntityInfoCard>
  );
}
