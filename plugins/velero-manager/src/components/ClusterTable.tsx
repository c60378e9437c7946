import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ClusterListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ReactNode } from 'react';
import { veleroManagerTranslationRef } from '../translation';
import { ContactLine } from './ContactLine';
import { ListTable } from './ListTable';
import type { ListColumn } from './ListTable';
import { StateBadge } from './StateBadge';

/** The properties of {@link ClusterTable}. @internal */
export interface ClusterTableProps {
  clusters: readonly ClusterListItem[];
  isRefreshing?: boolean;
  footer?: ReactNode;
  /** The address of a cluster's page; names lead nowhere without. */
  clusterAddress?: ((name: string) => string) | null;
}

/** The clusters of one page, as the backend sorts them: the worst first. @internal */
export function ClusterTable(props: ClusterTableProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return (
    <ListTable
      title={t('table.clusters')}
      columns={useColumns(props.clusterAddress)}
      items={props.clusters}
      keyOf={({ name }) => name}
      isRefreshing={props.isRefreshing}
      footer={props.footer}
    />
  );
}

function useColumns(
  clusterAddress: ClusterTableProps['clusterAddress'],
): ListColumn<ClusterListItem>[] {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return [
    {
      title: t('table.state'),
      cell: ({ protection }) => (
        <StateBadge kind="protection" state={protection.state} />
      ),
    },
    {
      title: t('table.cluster'),
      isHeading: true,
      cell: ({ name, title }) => (
        <ClusterName name={name} title={title} to={clusterAddress?.(name)} />
      ),
    },
    {
      title: t('table.environment'),
      cell: ({ environment }) => environment ?? t('table.none'),
    },
    {
      title: t('table.reason'),
      cell: ({ protection, contact }) => (
        <>
          {protection.message}
          {contact.state !== 'connected' && (
            <Typography variant="caption" color="textSecondary" component="div">
              <ContactLine contact={contact} />
            </Typography>
          )}
        </>
      ),
    },
    {
      title: t('table.sync'),
      cell: ({ sync }) =>
        sync ? <StateBadge kind="sync" state={sync.state} /> : t('table.none'),
    },
    {
      title: t('table.schedules'),
      cell: ({ schedules }) => schedules ?? t('table.unknown'),
    },
    {
      title: t('table.storage'),
      cell: ({ storageLocations: storage }) =>
        storage
          ? t('table.storageAvailable', {
              available: String(storage.available),
              total: String(storage.total),
            })
          : t('table.unknown'),
    },
    { title: t('table.entities'), cell: ({ entities }) => entities },
  ];
}

/** The title people gave it; the name under it where it differs. */
function ClusterName(props: { name: string; title: string; to?: string }) {
  const { name, title, to } = props;
  return (
    <>
      {to ? <Link to={to}>{title}</Link> : title}
      {title !== name && (
        <Typography variant="caption" color="textSecondary" component="div">
          {name}
        </Typography>
      )}
    </>
  );
}
