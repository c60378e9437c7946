import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { syncStates } from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ApiSync,
  ClusterReport,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { FormOf } from '../../templates';
import { veleroManagerTranslationRef } from '../../translation';
import { ListTable } from '../ListTable';
import type { ListColumn } from '../ListTable';
import { RelativeTime } from '../RelativeTime';
import { StateBadge } from '../StateBadge';
import { ClusterSection } from './ClusterSection';
import { FormLinks } from './FormLinks';
import type { OfferedForm } from './FormLinks';
import { placeOf } from './placeOf';

/** A sync object, or what sync objects come from. */
interface Row {
  id: string;
  kind: string;
  cluster: string;
  namespace: string;
  name: string;
  sync: ApiSync;
  revision: string | null;
  lastSyncedAt: string | null;
}

/** As much of a commit as people read. */
const SHORT_REVISION = 12;

/** The properties of {@link ClusterSync}. @internal */
export interface ClusterSyncProps {
  report: ClusterReport;
  formOf?: FormOf;
}

/** What keeps the cluster equal to Git, the worst first. @internal */
export function ClusterSync({ report, formOf }: ClusterSyncProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const columns = useColumns(report.name);
  const rows: Row[] = [
    ...report.syncObjects,
    ...report.syncSources.map(source => ({
      ...source,
      revision: null,
      lastSyncedAt: null,
    })),
  ];
  const rank = ({ sync }: Row) => syncStates.indexOf(sync.state);
  return (
    <ClusterSection
      title={t('clusterPage.sync')}
      actions={<FormLinks forms={formsOf(report)} formOf={formOf} />}
    >
      {rows.length > 0 ? (
        <ListTable
          title={t('clusterPage.syncTable')}
          columns={columns}
          items={[...rows].sort((a, b) => rank(a) - rank(b))}
          keyOf={({ id }) => id}
        />
      ) : (
        <Typography variant="body2">
          {t(
            report.collector.some(({ state }) => state === 'synced')
              ? 'verdict.nothingSyncsDetail'
              : 'clusterPage.syncUnknown',
          )}
        </Typography>
      )}
    </ClusterSection>
  );
}

/** Of the engine that is at work here. */
function formsOf(report: ClusterReport): OfferedForm[] {
  const place = placeOf(report);
  const values = { environment: place.environment };
  const holds = (wanted: string) =>
    report.syncObjects.some(({ kind }) => kind === wanted);
  return [
    ...(holds('Application')
      ? ([
          { intent: 'argocd-application:save', values },
          { intent: 'argocd-project:save', values },
          { intent: 'argocd-applicationset:save', values },
        ] as const)
      : []),
    ...(holds('Kustomization')
      ? ([{ intent: 'flux-kustomization:save', values: place }] as const)
      : []),
  ];
}

function useColumns(cluster: string): ListColumn<Row>[] {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return [
    {
      title: t('table.sync'),
      cell: ({ sync }) => <StateBadge kind="sync" state={sync.state} />,
    },
    {
      title: t('clusterPage.syncObject'),
      isHeading: true,
      cell: row => (
        <>
          {row.name}
          <Typography variant="caption" color="textSecondary" component="div">
            {row.cluster === cluster
              ? t('clusterPage.kindIn', row)
              : t('clusterPage.kindInOther', row)}
          </Typography>
        </>
      ),
    },
    { title: t('table.reason'), cell: ({ sync }) => sync.message },
    {
      title: t('clusterPage.revision'),
      cell: ({ revision }) => revision && <Revision revision={revision} />,
    },
    {
      title: t('clusterPage.lastSynced'),
      cell: ({ lastSyncedAt }) =>
        lastSyncedAt && <RelativeTime at={lastSyncedAt} />,
    },
  ];
}

/** Shortened where it is a commit, whole on hover. */
function Revision({ revision }: { revision: string }) {
  const hash = /[0-9a-f]{40,64}$/.exec(revision)?.[0];
  return (
    <span title={revision}>
      {hash ? revision.replace(hash, hash.slice(0, SHORT_REVISION)) : revision}
    </span>
  );
}
