import {
  hasHistory,
  historyOf,
  HistoryRecords,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { digest, factKey, StoredFact } from '../../toFactRows';
import { FactScope } from '../../types';
import { StoredFactState } from '../facts/readStoredFacts';

/**
 * What history keeps of facts that are new or changed, as far as it is not
 * what it has kept already: an Application changes every few minutes, and what
 * it says of the past does not.
 *
 * @returns the facts with the digest of what history keeps, and what to write
 * @internal
 */
export function takeHistory(options: {
  scope: FactScope;
  upserts: StoredFact[];
  before: StoredFactState[];
}): { facts: StoredFact[]; history: Partial<HistoryRecords>[] } {
  const { scope, upserts } = options;
  if (!hasHistory(scope.kind)) {
    return { facts: upserts, history: [] };
  }
  const before = new Map(
    options.before.map(row => [factKey(row), row.history]),
  );
  const history: Partial<HistoryRecords>[] = [];
  const facts = upserts.map(stored => {
    const records = historyOf(scope.kind, {
      fact: stored.fact,
      cluster: scope.cluster,
    });
    const isEmpty = Object.values(records).every(list => list.length === 0);
    const kept = isEmpty ? null : digest(JSON.stringify(records));
    if (kept !== null && kept !== before.get(factKey(stored.row))) {
      history.push(records);
    }
    return { ...stored, row: { ...stored.row, history: kept } };
  });
  return { facts, history };
}
