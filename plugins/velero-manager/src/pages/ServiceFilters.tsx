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
import { TextFilter } from '../components/TextFilter';
import { useUrlFilters } from '../hooks';
import { veleroManagerTranslationRef } from '../translation';
import { optionsOf } from './ClusterFilters';
import { isNarrowing } from './isNarrowing';

/** What stands in the address for the services of everyone. */
const EVERYONE = 'all';

/** What the address of the page asks of the services. */
export interface ServiceFilterValues {
  /** Everything but the owner. */
  query: Pick<EntityQueryInput, 'environment' | 'state' | 'sync' | 'text'>;
  /** `mine` until the address says otherwise. */
  owner: 'mine' | 'everyone' | string[];
}

/** What the address of the page asks of the services. */
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

/** @see ServiceFilters */
export interface ServiceFiltersProps {
  environments: readonly string[];
  /** Owners that can be chosen: those of the rows and of the user. */
  owners: readonly string[];
}

/** Narrows the services, "owned by me" first; every choice stands in the address. */
export function ServiceFilters({ environments, owners }: ServiceFiltersProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { set } = useUrlFilters();
  const { query, owner } = useServiceFilters();
  const { environment = [], state = [], sync = [], text } = query;
  const chosenOwners = Array.isArray(owner) ? owner : [];
  const isSet = isNarrowing(query) || chosenOwners.length > 0;
  const clear = () =>
    set({ environment: '', state: '', sync: '', text: '', owner: EVERYONE });
  return (
    <FilterBar onClear={isSet ? clear : undefined}>
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
      <TextFilter
        label={t('filter.text')}
        value={text ?? ''}
        onChange={value => set({ text: value }, 'replace')}
      />
      <ChoiceFilter
        id="owner"
        label={t('filter.owner')}
        options={ownerOptions([...owners, ...chosenOwners])}
        chosen={chosenOwners}
        onChange={chosen =>
          set({ owner: chosen.length > 0 ? chosen : EVERYONE })
        }
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
        id="sync"
        label={t('filter.sync')}
        options={syncStates.map(value => ({
          value,
          title: t(`sync.${value}`),
        }))}
        chosen={sync}
        onChange={chosen => set({ sync: chosen })}
      />
    </FilterBar>
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
