import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { entityReadPermission } from '@velero-manager/backstage-plugin-velero-manager-common';
import { CursorPages } from '../components/CursorPages';
import { EmptyList } from '../components/EmptyList';
import { ServiceTable } from '../components/ServiceTable';
import {
  useCursorPages,
  useEntityList,
  useFleetSummary,
  useOwnership,
  useUrlFilters,
} from '../hooks';
import { veleroManagerTranslationRef } from '../translation';
import { FleetOverview } from './FleetOverview';
import { isNarrowing } from './isNarrowing';
import { LiveList } from './LiveList';
import { PAGE_SIZE } from './pageSize';
import { ServiceFilters, useServiceFilters } from './ServiceFilters';
import type { ServiceFilterValues } from './ServiceFilters';
import { usePageStyles } from './usePageStyles';

/** The catalog entities with their verdicts; one's own first. @internal */
export function ServicesPage() {
  const classes = usePageStyles();
  const summary = useFleetSummary();
  const filters = useServiceFilters();
  const mine = useOwnership();
  const owner = ownersToAsk(filters.owner, mine);
  const query = owner && { ...filters.query, owner };
  const pages = useCursorPages(JSON.stringify(query));
  const list = useEntityList(
    query && { ...query, limit: PAGE_SIZE, cursor: pages.cursor },
  );
  const items = list.value?.items ?? [];
  const ownsNothing = filters.owner === 'mine' && mine?.length === 0;
  return (
    <div className={classes.parts}>
      <FleetOverview summary={summary} of="services" />
      <ServiceFilters
        environments={summary.value?.clusters?.environments ?? []}
        owners={[
          ...(mine ?? []),
          ...items.flatMap(item => (item.owner ? [item.owner] : [])),
        ]}
      />
      {ownsNothing ? (
        <NoServices filters={filters} />
      ) : (
        <LiveList
          list={list}
          permission={entityReadPermission.name}
          what="services"
          shape={[40, 40, 40, 40, 40]}
        >
          {({ totalItems, nextCursor }) =>
            items.length > 0 || pages.page > 0 ? (
              <ServiceTable
                services={items}
                isRefreshing={list.isOlder}
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
              <NoServices filters={filters} />
            )
          }
        </LiveList>
      )}
    </div>
  );
}

/**
 * The owners to ask the backend for; none means everyone. `null` as long as it
 * is not known who the user is, or for a user who owns nothing: to leave the
 * filter out would then show what belongs to others.
 */
function ownersToAsk(
  owner: ServiceFilterValues['owner'],
  mine: string[] | null,
): string[] | null {
  if (owner === 'everyone') {
    return [];
  }
  const refs = owner === 'mine' ? mine : owner;
  return refs && refs.length > 0 ? refs : null;
}

function NoServices({ filters }: { filters: ServiceFilterValues }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { set } = useUrlFilters();
  if (isNarrowing(filters.query) || Array.isArray(filters.owner)) {
    return (
      <EmptyList
        title={t('empty.filtered')}
        detail={t('empty.filteredDetail')}
      />
    );
  }
  return filters.owner === 'mine' ? (
    <EmptyList
      title={t('empty.mine')}
      detail={t('empty.mineDetail')}
      action={
        <Button variant="outlined" onClick={() => set({ owner: 'all' })}>
          {t('empty.showAll')}
        </Button>
      }
    />
  ) : (
    <EmptyList title={t('empty.services')} detail={t('empty.servicesDetail')} />
  );
}
