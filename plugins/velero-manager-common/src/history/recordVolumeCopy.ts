import { VolumeCopyFact } from '../facts';
import { VolumeCopyRecord } from './records';

/** velero pkg/apis/velero/v2alpha1/data_upload_types.go; a cancelled copy holds nothing. */
const ENDS = new Map<string, VolumeCopyRecord['outcome']>([
  ['Completed', 'good'],
  ['Failed', 'failed'],
  ['Canceled', 'failed'],
]);

/**
 * What history keeps of a PodVolumeBackup or a DataUpload: nothing until it has
 * ended, for it counts its bytes up every few seconds.
 *
 * @internal
 */
export function recordVolumeCopy(
  fact: VolumeCopyFact,
): VolumeCopyRecord | null {
  const outcome = ENDS.get(fact.phase);
  return outcome === undefined
    ? null
    : {
        path: fact.path,
        namespace: fact.namespace,
        name: fact.name,
        backup: fact.backup,
        volumeNamespace: fact.sourceNamespace,
        claim: fact.claim,
        volume: fact.pod?.volume ?? null,
        storageLocation: fact.storageLocation,
        node: fact.node,
        outcome,
        startedAt: fact.startedAt,
        completedAt: fact.completedAt,
        occurredAt: fact.startedAt ?? fact.createdAt,
        bytesTotal: fact.totalBytes,
        bytesDone: fact.bytesDone,
      };
}
