import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { FormOf } from '../../templates';
import { veleroManagerTranslationRef } from '../../translation';
import type { ListColumn } from '../ListTable';
import { RelativeTime } from '../RelativeTime';
import { ClusterSection } from './ClusterSection';
import { FormLinks } from './FormLinks';
import type { OfferedForm } from './FormLinks';
import { kindStanding } from './kindStanding';
import { placeOf } from './placeOf';
import { ProtectedTable } from './ProtectedTable';

type Location = ClusterReport['storageLocationReports'][number];

/** The properties of {@link ClusterStorage}. @internal */
export interface ClusterStorageProps {
  report: ClusterReport;
  formOf?: FormOf;
}

/** Where a cluster keeps its backups, and whether it can be reached. @internal */
export function ClusterStorage({ report, formOf }: ClusterStorageProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const columns = useColumns();
  return (
    <ClusterSection
      title={t('clusterPage.storage')}
      actions={<FormLinks forms={formsOf(report)} formOf={formOf} />}
    >
      {report.storageLocationReports.length > 0 ? (
        <ProtectedTable
          title={t('clusterPage.storageTable')}
          items={report.storageLocationReports}
          keyOf={({ namespace, name }) => `${namespace}/${name}`}
          name={{
            title: t('clusterPage.location'),
            of: ({ name }) => name,
            placeOf: ({ namespace, isDefault }) =>
              isDefault
                ? t('clusterPage.defaultIn', { namespace })
                : t('clusterPage.in', { namespace }),
          }}
          columns={columns}
        />
      ) : (
        <Typography variant="body2">
          {t(
            `clusterPage.locations.${kindStanding(
              report,
              'BackupStorageLocation',
            )}`,
          )}
        </Typography>
      )}
    </ClusterSection>
  );
}

/** Without Velero there is nothing that would read them. */
function formsOf(report: ClusterReport): OfferedForm[] {
  if (kindStanding(report, 'BackupStorageLocation') === 'absent') return [];
  const values = placeOf(report);
  return [
    { intent: 'storage-location:save', values },
    { intent: 'snapshot-location:save', values },
    { intent: 'credential:save', values },
  ];
}

function useColumns(): ListColumn<Location>[] {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return [
    {
      title: t('clusterPage.bucket'),
      cell: ({ provider, bucket, prefix }) =>
        `${provider}: ${[bucket, prefix].filter(Boolean).join('/')}`,
    },
    {
      title: t('clusterPage.access'),
      cell: ({ accessMode }) =>
        t(
          accessMode === 'ReadOnly'
            ? 'clusterPage.readOnly'
            : 'clusterPage.readWrite',
        ),
    },
    {
      title: t('clusterPage.lastValidated'),
      cell: ({ lastValidatedAt }) =>
        lastValidatedAt ? (
          <RelativeTime at={lastValidatedAt} />
        ) : (
          t('clusterPage.never')
        ),
    },
  ];
}
