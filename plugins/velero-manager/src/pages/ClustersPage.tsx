import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clusterReadPermission } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ClusterListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useCallback } from 'react';
import { ClusterMap } from '../components/ClusterMap';
import { ClusterTable } from '../components/ClusterTable';
import { CursorPages } from '../components/CursorPages';
import { EmptyList } from '../components/EmptyList';
import { FormLink } from '../components/FormLink';
import { Loading } from '../components/Loading';
import {
  useClusterAddress,
  useClusterList,
  useClusterMap,
  useCursorPages,
  useFleetSummary,
  useProposing,
  useUrlFilters,
} from '../hooks';
import type { TemplateRefs } from '../templates';
import { veleroManagerTranslationRef } from '../translation';
import { ClusterFilters, useClusterFilters } from './ClusterFilters';
import { isNarrowing } from './isNarrowing';
import { FleetOverview } from './FleetOverview';
import { LiveList } from './LiveList';
import { PAGE_SIZE } from './pageSize';
import { usePageStyles } from './usePageStyles';

/** The properties of {@link ClustersPage}. @internal */
export interface ClustersPageProps {
  /** Templates of your own behind the buttons of the page. */
  templates?: TemplateRefs;
}

/** The clusters of the fleet: numbers, map and table, the worst first. @internal */
export function ClustersPage({ templates }: ClustersPageProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const classes = usePageStyles();
  const summary = useFleetSummary();
  const query = useClusterFilters();
  const map = useClusterMap(query);
  const { set } = useUrlFilters();
  const onChoose = useCallback(
    (cluster: ClusterListItem) => set({ text: cluster.name }),
    [set],
  );
  return (
    <div className={classes.parts}>
      <FleetOverview summary={summary} of="clusters" />
      {summary.value?.clusters && <Onboard templates={templates} />}
      <ClusterFilters
        environments={summary.value?.clusters?.environments ?? []}
      />
      {map.value && map.value.items.length > 0 && (
        <ClusterMap
          clusters={map.value.items}
          totalItems={map.value.totalItems}
          onChoose={onChoose}
        />
      )}
      {!map.value && !map.error && (
        <Loading label={t('loading.clusters')} shape={[64]} />
      )}
      <Clusters />
    </div>
  );
}

/** For those who see clusters and may propose. */
function Onboard({ templates }: ClustersPageProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { missing, formOf } = useProposing(templates);
  const form = formOf({ intent: 'cluster:onboard', values: {} });
  return missing === null && form ? (
    <div>
      <FormLink to={form}>{t('remedy.onboard')}</FormLink>
    </div>
  ) : null;
}

function Clusters() {
  const query = useClusterFilters();
  const pages = useCursorPages(JSON.stringify(query));
  const clusterAddress = useClusterAddress();
  const list = useClusterList({
    ...query,
    limit: PAGE_SIZE,
    cursor: pages.cursor,
  });
  return (
    <LiveList
      list={list}
      permission={clusterReadPermission.name}
      what="clusters"
      shape={[40, 40, 40, 40, 40]}
    >
      {({ items, totalItems, nextCursor }) =>
        items.length > 0 || pages.page > 0 ? (
          <ClusterTable
            clusters={items}
            isRefreshing={list.isOlder}
            clusterAddress={clusterAddress}
            footer={
              <CursorPages
                {...pages}
                pageSize={PAGE_SIZE}
                count={items.length}
                totalItems={totalItems}
                nextCursor={nextCursor}
              />
            }
          />
        ) : (
          <NoClusters isFiltered={isNarrowing(query)} />
        )
      }
    </LiveList>
  );
}

function NoClusters({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  return isFiltered ? (
    <EmptyList title={t('empty.filtered')} detail={t('empty.filteredDetail')} />
  ) : (
    <EmptyList title={t('empty.clusters')} detail={t('empty.clustersDetail')} />
  );
}
