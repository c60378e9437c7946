import type {
  EntityReport,
  NamespaceLists,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { journeyGoal } from '../acceptance';
import { matchesPattern } from '../names';
import type { ChangeRecord } from '../store/changeTypes';
import type { RecentChanges } from './DefaultReportService';

/** More is for the page of changes. */
const MOST = 10;

/** A change whose journey came to its good end is shown for a week. */
const SHOWN_MS = 7 * 86_400_000;

/**
 * The changes that concern some namespaces, newest first: those under way, and
 * those that were carried through lately.
 *
 * @internal
 */
export async function readEntityChanges(
  changes: RecentChanges,
  options: {
    namespaces: { cluster: string; namespace: string }[];
    now: Date;
  },
): Promise<EntityReport['changes']> {
  const { namespaces, now } = options;
  const clusters = [...new Set(namespaces.map(({ cluster }) => cluster))];
  const recent = await changes.listRecentChanges(
    clusters,
    new Date(now.getTime() - SHOWN_MS),
  );
  return recent
    .filter(change => namespaces.some(place => concerns(change, place)))
    .slice(0, MOST)
    .map(change => {
      const { id, title, url, state } = change;
      return { id, title, url, state, goal: journeyGoal(change) };
    });
}

function concerns(
  change: ChangeRecord,
  { cluster, namespace }: { cluster: string; namespace: string },
): boolean {
  const inCluster = change.clusters.find(one => one.cluster === cluster);
  if (!inCluster && change.cluster !== cluster) {
    return false;
  }
  const scopes = scopesOf({ ...change, ...inCluster });
  return scopes === null || scopes.some(scope => takes(scope, namespace));
}

/** What a change concerns of its cluster; `null` for the whole of it. */
function scopesOf({
  intent,
  schedules,
  objects,
}: Pick<ChangeRecord, 'intent' | 'schedules' | 'objects'>):
  | NamespaceLists[]
  | null {
  switch (String(intent.kind).split(':')[0]) {
    case 'schedule': {
      const scopes = [
        ...schedules.map(({ scope }) => ({
          included: scope.includedNamespaces,
          excluded: scope.excludedNamespaces,
        })),
        ...objects.flatMap(object => object.takes ?? []),
      ];
      return scopes.length > 0 ? scopes : null;
    }
    case 'postgres-backup':
      return [{ included: [String(intent.namespace)], excluded: [] }];
    default:
      return null;
  }
}

/** As Velero reads the lists: one that includes nothing takes everything. */
function takes(
  { included, excluded }: NamespaceLists,
  namespace: string,
): boolean {
  const isAmong = (patterns: string[]) =>
    patterns.some(pattern => matchesPattern(pattern, namespace));
  return (included.length === 0 || isAmong(included)) && !isAmong(excluded);
}
