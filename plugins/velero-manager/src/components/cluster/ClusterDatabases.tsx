import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { FormOf } from '../../templates';
import { veleroManagerTranslationRef } from '../../translation';
import type { ListColumn } from '../ListTable';
import { NextRun } from '../NextRun';
import { RelativeTime } from '../RelativeTime';
import { ClusterSection } from './ClusterSection';
import { FormLinks } from './FormLinks';
import { placeOf } from './placeOf';
import { ProtectedTable } from './ProtectedTable';
import { unbroken } from './unbroken';

type Database = ClusterReport['databaseReports'][number];
type ScheduledBackup = ClusterReport['scheduledBackupReports'][number];

/** The properties of {@link ClusterDatabases}. @internal */
export interface ClusterDatabasesProps {
  report: ClusterReport;
  formOf?: FormOf;
}

/** The PostgreSQL clusters of CloudNative-PG and what makes their base backups. @internal */
export function ClusterDatabases({ report, formOf }: ClusterDatabasesProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const ofDatabase = useDatabaseColumns();
  const ofSchedule = useScheduleColumns();
  const { databaseReports, scheduledBackupReports } = report;
  if (databaseReports.length + scheduledBackupReports.length === 0) return null;
  return (
    <ClusterSection title={t('engine.cloudnative-pg')}>
      {databaseReports.length > 0 && (
        <ProtectedTable
          title={t('clusterPage.databasesTable')}
          items={databaseReports}
          keyOf={({ id }) => id}
          name={{
            title: t('clusterPage.database'),
            of: ({ name }) => name,
            placeOf: ({ namespace }) => t('clusterPage.in', { namespace }),
          }}
          actionOf={({ namespace, name }) => (
            <FormLinks
              forms={[
                {
                  intent: 'postgres-backup:save',
                  values: { ...placeOf(report), namespace, database: name },
                  about: name,
                },
              ]}
              formOf={formOf}
            />
          )}
          columns={ofDatabase}
        />
      )}
      {scheduledBackupReports.length > 0 && (
        <ProtectedTable
          title={t('clusterPage.scheduledBackupsTable')}
          items={scheduledBackupReports}
          keyOf={({ id }) => id}
          name={{
            title: t('clusterPage.scheduledBackup'),
            of: ({ name }) => name,
            placeOf: ({ namespace, cron }) =>
              t('clusterPage.scheduleText', {
                namespace,
                cron: unbroken(cron),
              }),
          }}
          columns={ofSchedule}
        />
      )}
    </ClusterSection>
  );
}

function useDatabaseColumns(): ListColumn<Database>[] {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return [
    {
      title: t('clusterPage.archive'),
      cell: ({ walArchive }) => t(`walArchive.${walArchive.state}`),
    },
    {
      title: t('clusterPage.recoverable'),
      cell: ({ recoverable }) =>
        recoverable ? (
          <>
            <RelativeTime at={recoverable.from} />
            {' – '}
            {recoverable.to ? (
              <RelativeTime at={recoverable.to} />
            ) : (
              t('clusterPage.now')
            )}
          </>
        ) : (
          t('table.none')
        ),
    },
    {
      title: t('clusterPage.baseBackup'),
      cell: ({ lastGoodAt }) =>
        lastGoodAt ? <RelativeTime at={lastGoodAt} /> : t('card.noLastGood'),
    },
  ];
}

function useScheduleColumns(): ListColumn<ScheduledBackup>[] {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return [
    { title: t('clusterPage.database'), cell: ({ database }) => database },
    {
      title: t('card.lastGood'),
      cell: ({ lastGoodAt }) =>
        lastGoodAt ? <RelativeTime at={lastGoodAt} /> : t('card.noLastGood'),
    },
    {
      title: t('card.nextRun'),
      cell: ({ nextRunAt }) =>
        nextRunAt ? <NextRun at={nextRunAt} /> : t('card.noNextRun'),
    },
  ];
}
