import {
  FactKind,
  hasHistory,
  historyOf,
  HistoryRecords,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { breathe } from '../../breathe';
import { chunked } from '../../chunked';
import { digest, factKey, StoredFact } from '../../toFactRows';
import { FactScope } from '../../types';
import { StoredFactState } from '../facts/readStoredFacts';

/**
 * Kinds that change much oftener than what they say of the past: at each
 * comparison or interval, or while they count.
 */
const RESTLESS: readonly FactKind[] = [
  'Application',
  'Kustomization',
  'HelmRelease',
  'Restore',
];

/**
 * What history keeps of facts that are new or changed; for restless kinds as
 * far as it is not what it has kept already.
 *
 * @returns the facts with the digest of what history keeps, what to write, and
 * which objects took the place of others with their names
 * @internal
 */
export async function takeHistory(options: {
  scope: FactScope;
  upserts: StoredFact[];
  before: StoredFactState[];
}): Promise<{
  facts: StoredFact[];
  history: Partial<HistoryRecords>[];
  replaced: { namespace: string; name: string }[];
}> {
  const { scope, upserts } = options;
  if (!hasHistory(scope.kind)) {
    return { facts: upserts, history: [], replaced: [] };
  }
  const before = new Map(options.before.map(row => [factKey(row), row]));
  const isRestless = RESTLESS.includes(scope.kind);
  const history: Partial<HistoryRecords>[] = [];
  const take = (stored: StoredFact): StoredFact => {
    const records = historyOf(scope.kind, {
      fact: stored.fact,
      cluster: scope.cluster,
    });
    const kept = isRestless ? digest(JSON.stringify(records)) : null;
    if (!isRestless || kept !== before.get(factKey(stored.row))?.history) {
      history.push(records);
    }
    return isRestless
      ? { ...stored, row: { ...stored.row, history: kept } }
      : stored;
  };
  const facts: StoredFact[] = [];
  for (const some of chunked(upserts)) {
    await breathe();
    facts.push(...some.map(take));
  }
  const replaced = upserts
    .map(({ row }) => row)
    .filter(row => (before.get(factKey(row)) ?? row).uid !== row.uid);
  return { facts, history, replaced };
}
