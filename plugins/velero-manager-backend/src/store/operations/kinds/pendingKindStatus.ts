import { DbKindStatusRow } from '../../tables';
import { FactScope } from '../../types';

/** The status of a kind of which nothing was said yet. @internal */
export function pendingKindStatus(scope: FactScope): DbKindStatusRow {
  return {
    cluster: scope.cluster,
    kind: scope.kind,
    state: 'pending',
    message: null,
    synced_at: null,
    malformed: 0,
    objects: 0,
    awaited: false,
  };
}
