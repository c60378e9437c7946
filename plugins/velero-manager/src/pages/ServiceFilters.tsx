import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import {
  protectionStates,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { EntityQueryInput } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useMemo } from 'react';
import { ChoiceFilter } from '../components/ChoiceFilter';
import { FilterBar } from '../components/FilterBar';
import { useUrlFilters } from '../hooks';
import { veleroManagerTranslationRef } from '../translation';
import {
  EnvironmentFilter,
  ProtectionFilter,
  SearchFilter,
  SyncFilter,
} from './filters';
import { isNarrowing } from './isNarrowing';

/** What stands in the address for the services of everyone. */
const EVERYONE = 'all';

/** What the address of the page asks of the services. @internal */
export interface ServiceFilterValues {
  /** Everything but the owner. */
  query: Pick<EntityQueryInput, 'environment' | 'state' | 'sync' | 'text'>;
  /** `mine` until the address says otherwise. */
  owner: 'mine' | 'everyone' | string[];
}

/** What the address of the page asks of the services. @internal */
export function useServiceFilters(): ServiceFilterValues {
  const filters = useUrlFilters();
  return useMemo(
    () => ({
      query: {
        environment: filters.list('environment'),
        state: filters.list('state', protectionStates),
        sync: filters.list('sync', syncStates),
        text: filters.text('text'),
      },
      owner: ownerOf(filters.list('owner')),
    }),
    [filters],
  );
}

function ownerOf(refs: string[]): ServiceFilterValues['owner'] {
  if (refs.length === 0) {
    return 'mine';
  }
  return refs.includes(EVERYONE) ? 'everyone' : refs;
}

/** The properties of {@link ServiceFilters}. @internal */
export interface ServiceFiltersProps {
  environments: readonly string[];
  /** Owners that can be chosen: those of the rows and of the user. */
  owners: readonly string[];
}

/**
 * Narrows the services, "owned by me" first; every choice stands in the
 * address.
 *
 * @internal
 */
export function ServiceFilters({ environments, owners }: ServiceFiltersProps) {
  const { set } = useUrlFilters();
  const { query, owner } = useServiceFilters();
  const isSet = isNarrowing(query) || Array.isArray(owner);
  const clear = () =>
    set({ environment: '', state: '', sync: '', text: '', owner: EVERYONE });
  return (
    <FilterBar onClear={isSet ? clear : undefined}>
      <MineSwitch />
      <SearchFilter />
      <OwnerFilter known={owners} />
      <EnvironmentFilter known={environments} />
      <ProtectionFilter />
      <SyncFilter />
    </FilterBar>
  );
}

function MineSwitch() {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { set } = useUrlFilters();
  const { owner } = useServiceFilters();
  return (
    <FormControlLabel
      control={
        <Switch
          color="primary"
          checked={owner === 'mine'}
          onChange={(_, isMine) => set({ owner: isMine ? '' : EVERYONE })}
        />
      }
      label={t('filter.mine')}
    />
  );
}

function OwnerFilter({ known }: { known: readonly string[] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { set } = useUrlFilters();
  const { owner } = useServiceFilters();
  const chosen = Array.isArray(owner) ? owner : [];
  return (
    <ChoiceFilter
      id="owner"
      label={t('filter.owner')}
      options={ownerOptions([...known, ...chosen])}
      chosen={chosen}
      none={owner === 'mine' ? t('filter.mine') : t('filter.anyOwner')}
      onChange={refs => set({ owner: refs.length > 0 ? refs : EVERYONE })}
    />
  );
}

function ownerOptions(refs: readonly string[]) {
  return [...new Set(refs)]
    .sort()
    .map(value => ({ value, title: nameOf(value) }));
}

/** How people call an owner; an address may hold anything. */
function nameOf(ref: string): string {
  try {
    return humanizeEntityRef(parseEntityRef(ref), { defaultKind: 'group' });
  } catch {
    return ref;
  }
}
