import { RunOutcome } from '../health/states';

/**
 * A run that a schedule made in its cluster, as history tells of it: its Backup
 * may be gone.
 *
 * @public
 */
export interface PastRun {
  cluster: string;
  /** The namespace of its Backup. */
  namespace: string;
  /** The name of its schedule. */
  schedule: string;
  /** The name of its Backup. */
  name: string;
  outcome: RunOutcome;
  createdAt: string;
  completedAt: string | null;
  errors: number;
  warnings: number;
  /** When its Backup was first missed in the cluster; `null`: it is there. */
  goneAt: string | null;
}
