import { FactByKind, FactKind } from '../kinds/types';
import { recordApplication } from './recordApplication';
import { recordBackup } from './recordBackup';
import { recordDeleteRequest } from './recordDeleteRequest';
import { recordHelmRelease } from './recordHelmRelease';
import { recordKustomization } from './recordKustomization';
import { recordLonghornBackup } from './recordLonghornBackup';
import { HistoryRecords } from './records';
import { recordPostgresBackup } from './recordPostgresBackup';
import { recordRestore } from './recordRestore';
import { recordVolumeCopy } from './recordVolumeCopy';

type Projection<F> = (fact: F, cluster: string) => Partial<HistoryRecords>;

const volumeCopies = <F>(
  record: (fact: F) => HistoryRecords['volumeCopies'][number] | null,
): Projection<F> => {
  return fact => {
    const copy = record(fact);
    return copy ? { volumeCopies: [copy] } : {};
  };
};

const projections: { [K in FactKind]?: Projection<FactByKind[K]> } = {
  Backup: (fact, cluster) => ({ runs: [recordBackup(fact, cluster)] }),
  PostgresBackup: fact => ({ runs: [recordPostgresBackup(fact)] }),
  Restore: fact => ({ restores: [recordRestore(fact)] }),
  DeleteBackupRequest: fact => ({
    deleteRequests: [recordDeleteRequest(fact)],
  }),
  PodVolumeBackup: volumeCopies(recordVolumeCopy),
  DataUpload: volumeCopies(recordVolumeCopy),
  LonghornBackup: volumeCopies(recordLonghornBackup),
  Application: fact => ({ syncOperations: recordApplication(fact) }),
  Kustomization: fact => ({ syncOperations: recordKustomization(fact) }),
  HelmRelease: fact => ({ syncOperations: recordHelmRelease(fact) }),
};

/** Whether history keeps anything of a kind of fact. @public */
export function hasHistory(kind: FactKind): boolean {
  return kind in projections;
}

/**
 * What history keeps of a fact, after the object is gone: runs, restores,
 * deletions, bytes and syncs. Empty where there is nothing to keep, or not yet.
 *
 * @public
 */
export function historyOf<K extends FactKind>(
  kind: K,
  options: { fact: FactByKind[K]; cluster: string },
): Partial<HistoryRecords> {
  const project: Projection<FactByKind[K]> | undefined = projections[kind];
  return project?.(options.fact, options.cluster) ?? {};
}
