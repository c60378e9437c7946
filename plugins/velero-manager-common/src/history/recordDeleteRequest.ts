import { DeleteBackupRequestFact } from '../facts';
import { describeCause } from '../words';
import { DeleteRequestRecord } from './records';

/** What history keeps of a DeleteBackupRequest. @internal */
export function recordDeleteRequest(
  fact: DeleteBackupRequestFact,
): DeleteRequestRecord {
  return {
    namespace: fact.namespace,
    name: fact.name,
    uid: fact.uid,
    backup: fact.backup,
    backupUid: fact.backupUid,
    phase: fact.phase,
    cause:
      fact.errors.length === 0 ? null : describeCause(fact.errors.join('; ')),
    createdAt: fact.createdAt,
  };
}
