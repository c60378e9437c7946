import { protectionStates } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ClusterQueryInput } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useMemo } from 'react';
import { knownEngines } from '../components/engineTitle';
import { FilterBar } from '../components/FilterBar';
import { useUrlFilters } from '../hooks';
import {
  EngineFilter,
  EnvironmentFilter,
  ProtectionFilter,
  SearchFilter,
} from './filters';
import { isNarrowing } from './isNarrowing';

/** What the address of the page asks of the clusters. @internal */
export function useClusterFilters(): ClusterQueryInput {
  const filters = useUrlFilters();
  return useMemo(
    () => ({
      environment: filters.list('environment'),
      state: filters.list('state', protectionStates),
      engine: filters.list('engine', knownEngines),
      text: filters.text('text'),
    }),
    [filters],
  );
}

/** The properties of {@link ClusterFilters}. @internal */
export interface ClusterFiltersProps {
  /** Those that the fleet has. */
  environments: readonly string[];
}

/** Narrows map and table; every choice stands in the address. @internal */
export function ClusterFilters({ environments }: ClusterFiltersProps) {
  const { set } = useUrlFilters();
  const isSet = isNarrowing(useClusterFilters());
  const clear = () => set({ environment: '', state: '', engine: '', text: '' });
  return (
    <FilterBar onClear={isSet ? clear : undefined}>
      <SearchFilter />
      <EnvironmentFilter known={environments} />
      <ProtectionFilter />
      <EngineFilter />
    </FilterBar>
  );
}
