import type { ApiRestore } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { StoredRestore } from '../store';

/** A restore on the wire. @internal */
export function toApiRestore(restore: StoredRestore): ApiRestore {
  const { uid: _uid, scope, outcome, ...rest } = restore;
  return { ...rest, namespaces: scope, outcome: outcome ?? 'unknown' };
}
