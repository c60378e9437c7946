import { VolumeCopyFact } from '../facts';
import {
  message,
  number,
  optional,
  optionalInstant,
  section,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { FactIndex } from './types';

/**
 * The fields of `status` that say how far the copy or the restore of one volume
 * came; all four kinds have them (velero pkg/apis/velero/shared).
 *
 * @internal
 */
export const volumeStatusShape = {
  phase: textOrEmpty,
  message,
  startTimestamp: optionalInstant,
  completionTimestamp: optionalInstant,
  progress: section({
    totalBytes: optional(number, null),
    bytesDone: optional(number, null),
  }),
};

interface VolumeStatus {
  phase: string;
  message: string | null;
  startTimestamp: string | null;
  completionTimestamp: string | null;
  progress: { totalBytes: number | null; bytesDone: number | null };
}

/**
 * The part of a fact that says how far the copy or the restore of a volume came.
 *
 * @internal
 */
export function volumeProgressOf(status: VolumeStatus) {
  return {
    phase: status.phase,
    message: status.message || null,
    startedAt: status.startTimestamp,
    completedAt: status.completionTimestamp,
    totalBytes: status.progress.totalBytes,
    bytesDone: status.progress.bytesDone,
  };
}

/**
 * The index of the copy of a volume: its namespace finds it. A copy that came
 * from a bucket was created long after it was made, so its start counts.
 *
 * @internal
 */
export function indexVolumeCopy(fact: VolumeCopyFact): FactIndex {
  return {
    ...noIndex(),
    owner: fact.sourceNamespace,
    occurredAt: fact.startedAt ?? fact.createdAt,
    outcome: fact.phase,
  };
}
