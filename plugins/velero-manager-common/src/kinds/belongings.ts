import { StorageLocationFact } from '../facts';
import { FactByKind, FactKind } from './types';

/**
 * What a fact belongs to, and so with what it is read from where facts are
 * kept. A question about a namespace reads what belongs to it and to its
 * cluster, not the 20,000 copies of volumes that a cluster may have.
 *
 * @public
 */
export interface Belonging<F> {
  /**
   * `namespace`: one namespace of the cluster, which need not be the one that
   * the object lies in. `cluster`: the cluster as a whole. `volume`: a Longhorn
   * Volume. `apart`: it is read in a way of its own.
   */
  to: 'namespace' | 'cluster' | 'volume' | 'apart';
  /**
   * The name of what it belongs to, `''` for the whole cluster, `null` where it
   * need not be read; absent: the namespace that the object lies in. For a kind
   * that is read apart, what it is found by from other clusters or kinds.
   */
  of?(fact: F): string | null;
  /**
   * True where a question about the whole cluster looks at it too: at all of a
   * kind, at the newest of a history, at what belongs to a volume of its own.
   */
  isOfInterestToCluster?: true;
  /**
   * For kinds that are history, how their facts line up: of each series the
   * newest are read, and the newest good one even if older.
   */
  history?: { series(fact: F): string; isGood(fact: F): boolean };
}

const ofNamespace = { to: 'namespace' } as const;
const ofCluster = { to: 'cluster', of: () => '' } as const;
const apart = { to: 'apart' } as const;

const volumeCopy: Belonging<FactByKind['DataUpload']> = {
  to: 'namespace',
  of: ({ sourceNamespace }) => sourceNamespace,
  history: {
    series: ({ claimUid, claim, pod }) =>
      claimUid ?? claim ?? pod?.volume ?? '',
    isGood: ({ phase }) => phase === 'Completed',
  },
};

const volumeRestore: Belonging<FactByKind['DataDownload']> = {
  to: 'namespace',
  of: ({ sourceNamespace, targetNamespace }) =>
    sourceNamespace ?? targetNamespace,
  history: {
    series: ({ claim, pod }) => claim ?? pod?.volume ?? '',
    isGood: ({ phase }) => phase === 'Completed',
  },
};

/**
 * What the facts of every kind belong to.
 *
 * @public
 */
export const belongings: { [K in FactKind]: Belonging<FactByKind[K]> } = {
  Namespace: apart,
  PersistentVolumeClaim: ofNamespace,
  PersistentVolume: {
    to: 'namespace',
    of: ({ claim }) => claim?.namespace ?? null,
  },
  Pod: ofNamespace,
  StorageClass: ofCluster,
  VolumeSnapshotClass: ofCluster,
  VolumeSnapshot: {
    to: 'namespace',
    history: {
      series: ({ claim }) => claim ?? '',
      isGood: ({ isReady }) => isReady,
    },
  },
  CronJob: ofNamespace,

  Schedule: apart,
  Backup: apart,
  BackupStorageLocation: { to: 'apart', of: storeKeyOf },
  Restore: {
    to: 'cluster',
    of: namespaceRestored,
    history: {
      series: ({ includedNamespaces, excludedNamespaces }) =>
        JSON.stringify([
          [...includedNamespaces].sort(),
          [...excludedNamespaces].sort(),
        ]),
      isGood: ({ phase, errors }) => phase === 'Completed' && errors === 0,
    },
  },
  PodVolumeBackup: volumeCopy,
  DataUpload: volumeCopy,
  PodVolumeRestore: volumeRestore,
  DataDownload: volumeRestore,
  BackupRepository: {
    to: 'namespace',
    of: ({ volumeNamespace }) => volumeNamespace,
    isOfInterestToCluster: true,
  },
  DeleteBackupRequest: {
    to: 'cluster',
    // What was done without an error says nothing of backups that are there.
    of: ({ phase, errors }) =>
      phase === 'Processed' && errors.length === 0 ? null : '',
  },
  VeleroServer: ofCluster,
  NodeAgent: ofCluster,
  ResourcePolicy: ofCluster,

  PostgresCluster: { to: 'namespace', isOfInterestToCluster: true },
  PostgresBackup: {
    to: 'namespace',
    history: {
      // A daily one would else be lost among the hourly ones of the same database.
      series: ({ cluster, scheduledBackup }) =>
        JSON.stringify([cluster, scheduledBackup]),
      isGood: ({ phase }) => phase === 'completed',
    },
    isOfInterestToCluster: true,
  },
  PostgresScheduledBackup: { to: 'namespace', isOfInterestToCluster: true },
  ObjectStore: { to: 'namespace', isOfInterestToCluster: true },

  LonghornVolume: {
    to: 'namespace',
    of: ({ claim }) => claim?.namespace ?? null,
    isOfInterestToCluster: true,
  },
  LonghornBackup: {
    to: 'volume',
    of: ({ volume }) => volume,
    history: {
      series: ({ backupTarget }) => backupTarget,
      isGood: ({ state }) => state === 'Completed',
    },
    isOfInterestToCluster: true,
  },
  LonghornBackupVolume: {
    to: 'volume',
    of: ({ volume }) => volume,
    isOfInterestToCluster: true,
  },
  LonghornBackupTarget: ofCluster,
  LonghornRecurringJob: ofCluster,
  LonghornSetting: ofCluster,

  VirtualMachine: ofNamespace,
  DataVolume: ofNamespace,

  Application: { to: 'apart', of: ({ project }) => project },
  ApplicationSet: { to: 'apart', isOfInterestToCluster: true },
  AppProject: apart,
  Kustomization: { to: 'apart', of: ({ sourceRef }) => sourceKey(sourceRef) },
  HelmRelease: {
    to: 'apart',
    of: ({ sourceRef }) => sourceRef && sourceKey(sourceRef),
  },
  GitRepository: apart,
  OCIRepository: apart,
  HelmRepository: apart,
  Bucket: apart,
};

/** What the store keeps of a belonging, beside the fact. @public */
export interface FactBelonging {
  /** The name of what it belongs to; see {@link Belonging.of}. */
  of: string | null;
  /** The series of a fact that is history, else `null`. */
  series: string | null;
  /** Whether a fact that is history is a good one, else `null`. */
  isGood: boolean | null;
}

/** What one fact belongs to. @public */
export function belongingOf<K extends FactKind>(
  kind: K,
  fact: FactByKind[K],
): FactBelonging {
  const { to, of, history }: Belonging<FactByKind[K]> = belongings[kind];
  const own = to === 'namespace' && 'namespace' in fact ? fact.namespace : null;
  return {
    of: of ? of(fact) : own,
    series: history ? history.series(fact) : null,
    isGood: history ? history.isGood(fact) : null,
  };
}

/**
 * What tells one backup store from all others in the world: backups of two
 * clusters with the same key lie side by side.
 *
 * @public
 */
export function storeKeyOf(
  location: Pick<
    StorageLocationFact,
    'provider' | 'endpoint' | 'bucket' | 'prefix'
  >,
): string {
  // Velero trims the prefix (velero pkg/persistence/object_store_layout.go).
  const prefix = location.prefix.replace(/^\/+|\/+$/g, '');
  const endpoint = location.endpoint.replace(/\/+$/, '');
  // OADP and others write the plug-in with its domain, Velero's own without.
  const provider = location.provider.replace(/^velero\.io\//, '');
  return JSON.stringify([provider, endpoint, location.bucket, prefix]);
}

/**
 * What a Flux source is found by from the sync objects that apply it.
 *
 * @public
 */
export function sourceKey(source: {
  kind: string;
  namespace: string;
  name: string;
}): string {
  return `${source.kind}/${source.namespace}/${source.name}`;
}

/** The one namespace that was restored from; else it may concern any. */
function namespaceRestored({
  includedNamespaces: [first, ...others],
}: FactByKind['Restore']): string {
  const isOne = first !== undefined && others.length === 0;
  return isOne && !/[*?[]/.test(first) ? first : '';
}
