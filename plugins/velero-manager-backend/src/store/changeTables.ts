import type { ChangeState } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Millis } from './tables';

/** @internal */
export interface DbChangeRow {
  id: string;
  identity: string;
  repository: string;
  branch: string;
  number: number;
  url: string;
  title: string;
  intent: string;
  requester: string;
  requester_logins: string;
  environment: string;
  cluster: string;
  plan_hash: string;
  schedules: string;
  objects: string;
  approvals_required: number;
  merges_itself: boolean | number;
  notes: string;
  approvals_given: number;
  state: ChangeState;
  proposed_at: Millis;
  approved_at: Millis | null;
  merged_at: Millis | null;
  applied_at: Millis | null;
  accepted_at: Millis | null;
  first_run_good_at: Millis | null;
  closed_at: Millis | null;
  etag: string | null;
  due_at: Millis | null;
}

/** A cluster of a change in several. @internal */
export interface DbChangeClusterRow {
  change_id: string;
  cluster: string;
  ordinal: number;
  identity: string;
  schedules: string;
  objects: string;
  applied_at: Millis | null;
  accepted_at: Millis | null;
  first_run_good_at: Millis | null;
  lag: string | null;
}

/** Whose turn it is to keep the statuses of a config repository. @internal */
export interface DbPolicyTurnRow {
  repository: string;
  ticket: string;
  held_until: Millis;
}
