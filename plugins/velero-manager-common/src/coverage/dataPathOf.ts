import { PersistentVolumeClaimFact, ScheduleFact } from '../facts';
import { DataPath } from './DataPath';
import { SnapshotGrade } from './gradeOf';
import { StorageFacts } from './StorageFacts';

/**
 * Whether, and by which way, a schedule or a run takes the data of a claim.
 *
 * @public
 */
export interface DataPathQuestion {
  /** The schedule or the run; a BackupFact fits as well. */
  plan: Pick<ScheduleFact, 'namespace' | 'scope' | 'snapshotClasses'>;
  /** A run's scope is explicit; a schedule's is completed by the server's defaults. */
  isRun: boolean;
  /** The namespace of the claim; `labels: null` for a run, which says itself what it left out. */
  namespace: { name: string; labels: Record<string, string> | null };
  claim: PersistentVolumeClaimFact;
  storage: StorageFacts;
  /** Overrides what is known of where snapshots of a CSI driver lie. */
  gradeByDriver?: Readonly<Record<string, SnapshotGrade>>;
}

/**
 * By which way the data of a claim gets into a backup, or the rule by which it
 * does not.
 *
 * @public
 */
export function dataPathOf(question: DataPathQuestion): DataPath {
  return {
    path: 'none',
    grade: 'none',
    rule: 'path_unknown',
    message: `The data path of ${question.claim.name} is not known.`,
    isAssumed: true,
  };
}
