import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { EntityListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ReactNode } from 'react';
import { veleroManagerTranslationRef } from '../translation';
import { ListTable } from './ListTable';
import type { ListColumn } from './ListTable';
import { RelativeTime } from './RelativeTime';
import { StateBadge } from './StateBadge';

/** The properties of {@link ServiceTable}. @internal */
export interface ServiceTableProps {
  services: readonly EntityListItem[];
  isRefreshing?: boolean;
  footer?: ReactNode;
}

/** The entities of one page, as the backend sorts them: the worst first. @internal */
export function ServiceTable(props: ServiceTableProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return (
    <ListTable
      title={t('table.services')}
      columns={useColumns()}
      items={props.services}
      keyOf={({ entityRef }) => entityRef}
      isRefreshing={props.isRefreshing}
      footer={props.footer}
    />
  );
}

function useColumns(): ListColumn<EntityListItem>[] {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return [
    {
      title: t('table.state'),
      cell: ({ protection }) => (
        <StateBadge kind="protection" state={protection.state} />
      ),
    },
    {
      title: t('table.service'),
      isHeading: true,
      cell: ({ entityRef, title }) => (
        <EntityRefLink entityRef={entityRef} hideIcon>
          {title}
        </EntityRefLink>
      ),
    },
    {
      title: t('table.owner'),
      cell: ({ owner }) =>
        owner ? (
          <EntityRefLink entityRef={owner} defaultKind="group" hideIcon />
        ) : (
          t('table.none')
        ),
    },
    {
      title: t('table.reason'),
      cell: ({ protection }) => protection.message,
    },
    {
      title: t('table.sync'),
      cell: ({ sync }) =>
        sync ? <StateBadge kind="sync" state={sync.state} /> : t('table.none'),
    },
    {
      title: t('table.lastGood'),
      cell: ({ lastGoodAt }) =>
        lastGoodAt ? <RelativeTime at={lastGoodAt} /> : t('table.none'),
    },
    {
      title: t('table.environment'),
      cell: ({ environments }) => environments.join(', ') || t('table.none'),
    },
    {
      title: t('table.where'),
      cell: ({ clusters }) => clusters.join(', ') || t('table.none'),
    },
  ];
}
