import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { z } from 'zod';
import { matchesPattern } from '../names';
import type { ChangeRecord } from '../store/changeTypes';
import type { RecentChanges } from './DefaultReportService';

/** More is for the page of changes. */
const MOST = 10;

/** A change whose journey came to its good end is shown for a week. */
const SHOWN_MS = 7 * 86_400_000;

/** The part of an intent that says which namespaces it concerns. */
const scopeSchema = z.object({
  kind: z.literal('schedule:save'),
  includedNamespaces: z.array(z.string()),
  excludedNamespaces: z.array(z.string()).default([]),
});

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
    .map(({ id, title, url, state }) => ({ id, title, url, state }));
}

function concerns(
  { cluster, intent }: ChangeRecord,
  place: { cluster: string; namespace: string },
): boolean {
  if (cluster !== place.cluster) {
    return false;
  }
  const scope = scopeSchema.safeParse(intent);
  if (!scope.success) {
    return true; // it concerns the whole cluster
  }
  const among = (patterns: string[]) =>
    patterns.some(pattern => matchesPattern(pattern, place.namespace));
  return (
    among(scope.data.includedNamespaces) &&
    !among(scope.data.excludedNamespaces)
  );
}
