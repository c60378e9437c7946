import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  protectionStates,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { ChoiceFilter } from '../components/ChoiceFilter';
import { engineTitle, knownEngines } from '../components/engineTitle';
import { TextFilter } from '../components/TextFilter';
import { useUrlFilters } from '../hooks';
import { veleroManagerTranslationRef } from '../translation';

/** A filter that several lists have; it reads and writes the address itself. @internal */
export function SearchFilter() {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { text, set } = useUrlFilters();
  return (
    <TextFilter
      label={t('filter.text')}
      value={text('text') ?? ''}
      onChange={value => set({ text: value }, 'replace')}
    />
  );
}

/** Narrows to environments: those of the fleet, and those the address names. @internal */
export function EnvironmentFilter({ known }: { known: readonly string[] }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { list, set } = useUrlFilters();
  const chosen = list('environment');
  return (
    <ChoiceFilter
      id="environment"
      label={t('filter.environment')}
      options={[...new Set([...known, ...chosen])].map(value => ({
        value,
        title: value,
      }))}
      chosen={chosen}
      onChange={environment => set({ environment })}
    />
  );
}

/** Narrows to protection states. @internal */
export function ProtectionFilter() {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { list, set } = useUrlFilters();
  return (
    <ChoiceFilter
      id="state"
      label={t('filter.state')}
      options={protectionStates.map(value => ({
        value,
        title: t(`protection.${value}`),
      }))}
      chosen={list('state', protectionStates)}
      onChange={state => set({ state })}
    />
  );
}

/** Narrows to sync states. @internal */
export function SyncFilter() {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { list, set } = useUrlFilters();
  return (
    <ChoiceFilter
      id="sync"
      label={t('filter.sync')}
      options={syncStates.map(value => ({ value, title: t(`sync.${value}`) }))}
      chosen={list('sync', syncStates)}
      onChange={sync => set({ sync })}
    />
  );
}

/** Narrows to engines found in a cluster. @internal */
export function EngineFilter() {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { list, set } = useUrlFilters();
  return (
    <ChoiceFilter
      id="engine"
      label={t('filter.engine')}
      options={knownEngines.map(value => ({
        value,
        title: engineTitle(value, t),
      }))}
      chosen={list('engine', knownEngines)}
      onChange={engine => set({ engine })}
    />
  );
}
