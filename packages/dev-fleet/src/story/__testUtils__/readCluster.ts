import {
  BackupFact,
  belongingOf,
  belongings,
  ClusterFacts,
  FactKind,
  FactLists,
  kindDefinitionList,
  KindStatus,
  NamespaceFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { FleetMember } from '../FleetMember';

/** How long a cluster may be silent before its verdicts are UNKNOWN. */
export const SILENT_AFTER_MS = 60_000;

/**
 * Reads a cluster of the story as the portal would at a moment, through the
 * parser of every kind; what they refuse is noted.
 */
export function readCluster(
  { cluster, server }: FleetMember,
  options: { now: Date; malformed: string[] },
): ClusterFacts {
  const { story } = cluster;
  const { now, malformed } = options;
  const kinds: Partial<Record<FactKind, KindStatus>> = {};
  const facts = new Map<FactKind, unknown[]>();
  const seen = story.trouble !== 'wrong-token';
  for (const definition of kindDefinitionList) {
    const { kind, group, resource } = definition;
    const groupResource = group === '' ? resource : `${resource}.${group}`;
    const isServed = server.kinds.has(groupResource);
    const isForbidden = story.trouble === 'forbidden' && kind === 'Backup';
    kinds[kind] = {
      state: stateOf({ seen, isServed, isForbidden }),
      message: isForbidden ? 'backups.velero.io is forbidden' : null,
      syncedAt: now.toISOString(),
      malformed: 0,
    };
    if (!isServed || !seen || isForbidden) continue;
    const read = server.store
      .list(groupResource)
      // Deployments, DaemonSets and ConfigMaps are only looked for there.
      .filter(
        ({ metadata }) =>
          (definition.reach ?? 'cluster') === 'cluster' ||
          metadata.namespace === 'velero',
      )
      .flatMap(object => {
        const parsed = definition.parse(object);
        if (!parsed.ok) {
          malformed.push(`${kind} ${object.metadata.name}: ${parsed.reason}`);
          return [];
        }
        return definition.keep?.(parsed.value as never) ?? true
          ? [parsed.value]
          : [];
      });
    facts.set(kind, read);
  }
  const list = <T>(kind: FactKind) => (facts.get(kind) ?? []) as T[];
  return {
    name: story.name,
    environment: story.environment,
    contact: contactOf(story.trouble, now),
    kinds,
    namespaces: list('Namespace'),
    schedules: list('Schedule'),
    storageLocations: list('BackupStorageLocation'),
    runs: list<BackupFact>('Backup').sort((one, other) =>
      one.createdAt < other.createdAt ? 1 : -1,
    ),
    objects: Object.fromEntries(facts) as FactLists,
    twins: {},
    sharedStores: {},
    namespaceNames: list<NamespaceFact>('Namespace').map(({ name }) => name),
    kubernetesVersions: ['v1.33.4'],
  };
}

/** What a store would read for a question about some namespaces. */
export function cutTo(
  namespaces: string[],
  cluster: ClusterFacts,
): ClusterFacts {
  const volumes = (cluster.objects.LonghornVolume ?? [])
    .filter(({ claim }) => namespaces.includes(claim?.namespace ?? ''))
    .map(({ name }) => name);
  const owners: Record<string, string[]> = {
    namespace: namespaces,
    cluster: ['', ...namespaces],
    volume: volumes,
  };
  const objects = Object.entries(cluster.objects).map(([kind, facts]) => {
    const { to } = belongings[kind as FactKind];
    if (to === 'apart') return [kind, facts];
    return [
      kind,
      facts.filter(fact =>
        owners[to].includes(
          belongingOf(kind as FactKind, fact as never).of ?? 'none',
        ),
      ),
    ];
  });
  return {
    ...cluster,
    namespaces: cluster.namespaces.filter(({ name }) =>
      namespaces.includes(name),
    ),
    objects: Object.fromEntries(objects),
  };
}

function stateOf(of: {
  seen: boolean;
  isServed: boolean;
  isForbidden: boolean;
}): KindStatus['state'] {
  if (!of.seen) return 'pending';
  if (of.isForbidden) return 'forbidden';
  return of.isServed ? 'synced' : 'absent';
}

function contactOf(trouble: string | null, now: Date): ClusterFacts['contact'] {
  const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
  switch (trouble) {
    case 'wrong-token':
      return {
        lastContactAt: null,
        failure: '401 Unauthorized',
        failingSince: ago(10 * SILENT_AFTER_MS),
        clockSkewMs: null,
      };
    case 'falls-silent':
      return {
        lastContactAt: ago(10 * SILENT_AFTER_MS),
        failure: null,
        failingSince: null,
        clockSkewMs: 0,
      };
    default:
      return {
        lastContactAt: now.toISOString(),
        failure: null,
        failingSince: null,
        clockSkewMs: 0,
      };
  }
}

/** What only the whole fleet knows: who else uses a store, and whose a copy is. */
export function sharing(
  cluster: ClusterFacts,
  fleet: ClusterFacts[],
): Pick<ClusterFacts, 'twins' | 'sharedStores'> {
  const others = fleet.filter(({ name }) => name !== cluster.name);
  const storeOf = ({ bucket, prefix }: { bucket: string; prefix: string }) =>
    `${bucket}/${prefix}`;
  const sharedStores = Object.fromEntries(
    cluster.storageLocations.map(location => [
      `${location.namespace}/${location.name}`,
      others
        .filter(({ storageLocations }) =>
          storageLocations.some(each => storeOf(each) === storeOf(location)),
        )
        .map(({ name }) => name),
    ]),
  );
  const isLocal = ({ createdAt, startedAt }: BackupFact) =>
    startedAt !== null && createdAt <= startedAt;
  const twins = cluster.runs.flatMap(run => {
    const twin = others.find(({ runs }) =>
      runs.some(
        each =>
          each.name === run.name &&
          each.startedAt === run.startedAt &&
          isLocal(each),
      ),
    );
    return twin && !isLocal(run) ? [[run.uid, twin.name] as const] : [];
  });
  return { twins: Object.fromEntries(twins), sharedStores };
}
