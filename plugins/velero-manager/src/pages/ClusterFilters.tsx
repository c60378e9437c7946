import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { protectionStates } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ClusterQueryInput } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useMemo } from 'react';
import { ChoiceFilter } from '../components/ChoiceFilter';
import { engineTitle, knownEngines } from '../components/engineTitle';
import { FilterBar } from '../components/FilterBar';
import { TextFilter } from '../components/TextFilter';
import { useUrlFilters } from '../hooks';
import { veleroManagerTranslationRef } from '../translation';
import { isNarrowing } from './isNarrowing';

/** What the address of the page asks of the clusters. */
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

/** @see ClusterFilters */
export interface ClusterFiltersProps {
  /** Those that the fleet has. */
  environments: readonly string[];
}

/** Narrows map and table; every choice stands in the address. */
export function ClusterFilters({ environments }: ClusterFiltersProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { set } = useUrlFilters();
  const query = useClusterFilters();
  const { environment = [], state = [], engine = [], text } = query;
  return (
    <FilterBar
      onClear={
        isNarrowing(query)
          ? () => set({ environment: '', state: '', engine: '', text: '' })
          : undefined
      }
    >
      <TextFilter
        label={t('filter.text')}
        value={text ?? ''}
        onChange={value => set({ text: value }, 'replace')}
      />
      <ChoiceFilter
        id="environment"
        label={t('filter.environment')}
        options={optionsOf([...environments, ...environment])}
        chosen={environment}
        onChange={chosen => set({ environment: chosen })}
      />
      <ChoiceFilter
        id="state"
        label={t('filter.state')}
        options={protectionStates.map(value => ({
          value,
          title: t(`protection.${value}`),
        }))}
        chosen={state}
        onChange={chosen => set({ state: chosen })}
      />
      <ChoiceFilter
        id="engine"
        label={t('filter.engine')}
        options={knownEngines.map(value => ({
          value,
          title: engineTitle(value, t),
        }))}
        chosen={engine}
        onChange={chosen => set({ engine: chosen })}
      />
    </FilterBar>
  );
}

/** Each value once, named as it is. */
export function optionsOf(values: readonly string[]) {
  return [...new Set(values)].map(value => ({ value, title: value }));
}
