import { BackupFact, ClusterFacts, EntityFacts } from '../src';
import {
  nodeAgent,
  storageClass,
  volume,
} from '../src/coverage/__fixtures__/storage';
import {
  claim,
  cluster,
  contact,
  entity,
  location,
  namespace,
  pod,
  run,
  schedule,
  scope,
  veleroServer,
} from '../src/health/__fixtures__/facts';
import { copyFor } from '../src/health/__fixtures__/volumes';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Copies of volumes are kept for the newest runs only. */
const RUNS_WITH_COPIES = 3;
/** One schedule in so many takes every namespace, the others one. */
const WIDE_EVERY = 5;

/** How much there is to judge. */
export interface Size {
  schedules: number;
  backups: number;
  namespaces: number;
  claims: number;
}

const named = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/**
 * A cluster whose schedules copy the files of volumes every night. Each has as
 * many backups, the newest of last night; now and then one failed in part.
 */
export function createClusterFacts(size: Size, now: Date): ClusterFacts {
  const at = new Date(now).toISOString();
  const schedules = named(size.schedules, i =>
    schedule({
      name: `daily-${i}`,
      uid: `schedule-${i}`,
      scope: scope({
        includedNamespaces: [
          i % WIDE_EVERY === WIDE_EVERY - 1
            ? '*'
            : `shop-${i % size.namespaces}`,
        ],
        defaultVolumesToFsBackup: true,
      }),
    }),
  );
  const runs = named(size.backups, i =>
    createRun(i % size.schedules, Math.floor(i / size.schedules), {
      now,
      facts: { schedules },
    }),
  );
  const claims = named(size.claims, i =>
    claim({
      namespace: `shop-${i % size.namespaces}`,
      name: `data-${i}`,
      uid: `claim-${i}`,
      volumeName: `pv-${i}`,
    }),
  );
  return cluster({
    contact: contact({ lastContactAt: at }),
    schedules,
    runs,
    namespaces: named(size.namespaces, i =>
      namespace({ name: `shop-${i}`, uid: `namespace-${i}` }),
    ),
    namespaceNames: named(size.namespaces, i => `shop-${i}`),
    storageLocations: [location({ lastValidatedAt: at })],
    objects: {
      PersistentVolumeClaim: claims,
      PersistentVolume: claims.map(({ namespace: place, name }, i) =>
        volume({ name: `pv-${i}`, claim: { namespace: place, name } }),
      ),
      Pod: claims.map(({ namespace: place, name }, i) =>
        pod({
          namespace: place,
          name: `shop-${i}`,
          uid: `pod-${i}`,
          volumes: [{ name: 'data', claim: name, isMounted: true }],
        }),
      ),
      StorageClass: [storageClass()],
      VolumeSnapshotClass: [],
      VeleroServer: [veleroServer()],
      NodeAgent: [nodeAgent()],
      ResourcePolicy: [],
      DataUpload: [],
      DeleteBackupRequest: [],
      BackupRepository: [],
      PodVolumeBackup: runs
        .slice(0, RUNS_WITH_COPIES * size.schedules)
        .flatMap(backup =>
          claims
            .filter(
              one =>
                backup.scope.includedNamespaces[0] === '*' ||
                backup.scope.includedNamespaces[0] === one.namespace,
            )
            .map(one =>
              copyFor(backup, {
                name: `${backup.name}-${one.name}`,
                uid: `${backup.uid}-${one.uid}`,
                sourceNamespace: one.namespace,
                claim: one.name,
                claimUid: one.uid,
              }),
            ),
        ),
    },
  });
}

function createRun(
  owner: number,
  age: number,
  { now, facts }: { now: Date; facts: Pick<ClusterFacts, 'schedules'> },
): BackupFact {
  const night = Math.floor(now.getTime() / DAY_MS) * DAY_MS + 120 * MINUTE_MS;
  const begun = new Date(night - age * DAY_MS).toISOString();
  const { name, scope: taken } = facts.schedules[owner];
  return run(begun, {
    schedule: name,
    name: `${name}-${begun.replace(/\D/g, '').slice(0, 14)}`,
    uid: `backup-${name}-${age}`,
    scope: taken,
    phase: age % 17 === 5 ? 'PartiallyFailed' : 'Completed',
    expiresAt: new Date(now.getTime() + 90 * DAY_MS).toISOString(),
  });
}

/** A service that claims every namespace of a cluster. */
export function createEntityFacts(facts: ClusterFacts): EntityFacts {
  return entity({
    namespaces: facts.namespaces.map(({ name }) => ({
      cluster: facts.name,
      namespace: name,
    })),
    clusters: [facts],
  });
}
