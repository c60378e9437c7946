import { DataGrade } from '../coverage/DataPath';

/**
 * What whoever runs the portal decided about judging; the same for all
 * entities.
 *
 * @public
 */
export interface JudgeSettings {
  /** Whether a backup that failed in part counts as a good copy. */
  acceptPartial: boolean;
  /** Whether a copy that stays in the storage system of the cluster is not enough. */
  requireOffsite: boolean;
  /** A restore that is older proves nothing any more. */
  verifyMaxAgeSeconds: number;
  /** Where snapshots of a CSI driver lie; see `coverage/gradeOf`. */
  gradeByDriver: Record<string, Exclude<DataGrade, 'none'>>;
}

/** What holds where nobody decided otherwise. @public */
export const defaultJudgeSettings: JudgeSettings = {
  acceptPartial: false,
  requireOffsite: true,
  verifyMaxAgeSeconds: 90 * 86_400,
  gradeByDriver: {},
};
