/**
 * Rows as the database holds them; they do not leave `store/`. Moments are
 * milliseconds since 1970, which PostgreSQL's driver hands over as strings:
 * see {@link Millis}.
 *
 * @packageDocumentation
 */

/** A big integer as the drivers give it: SQLite a number, PostgreSQL a string. @internal */
export type Millis = number | string;

/** @internal */
export interface DbClusterRow {
  name: string;
  title: string;
  environment: string | null;
  defined_at: string;
  url: string | null;
  unwatchable: string | null;
  argocd: string;
}

/** @internal */
export interface DbClusterDestinationRow {
  destination: string;
  cluster: string;
}

/** @internal */
export interface DbContactRow {
  cluster: string;
  last_contact_at: Millis | null;
  failure: string | null;
  failing_since: Millis | null;
  clock_skew_ms: number | null;
  kubernetes_versions: string;
}

/** @internal */
export interface DbKindStatusRow {
  cluster: string;
  kind: string;
  state: string;
  message: string | null;
  synced_at: Millis | null;
  malformed: number;
  objects: number;
  /** Whether it is about to be read for the first time. */
  awaited: boolean;
}

/** The key of a fact. @internal */
export interface DbFactKey {
  cluster: string;
  kind: string;
  namespace: string;
  name: string;
}

/** @internal */
export interface DbFactRow extends DbFactKey {
  uid: string;
  resource_version: string;
  hash: string;
  owner: string | null;
  scope: string | null;
  outcome: string | null;
  occurred_at: Millis | null;
  data: string;
  belongs_to: string | null;
  series: string | null;
  good: boolean | number | null;
  history: string | null;
  fresh_until: Millis | null;
}

/** @internal */
export interface DbPositionRow {
  cluster: string;
  kind: string;
  namespace: string;
  resource_version: string;
  basis: string;
}

/** Facts of one kind that belong together and take the same namespaces. @internal */
export interface DbFactScopeKey {
  cluster: string;
  kind: string;
  namespace: string;
  owner: string;
  scope: string;
}

/** @internal */
export interface DbFactScopeRow extends DbFactScopeKey {
  included: string;
  excluded: string;
  /** Another whenever a fact with these lists came, changed or went. */
  stamp: string;
}

/** @internal */
export interface DbFactTargetRow extends DbFactKey {
  destination: string;
  target_namespace: string;
}

/** @internal */
export interface DbFactLabelRow extends DbFactKey {
  label: string;
  value: string;
}

/** @internal */
export interface DbEntityRow {
  entity_ref: string;
  title: string;
  owner: string | null;
  claims: string;
}

/** `cluster` is empty for a claim to every cluster that has the namespace. @internal */
export interface DbEntityClaimRow {
  entity_ref: string;
  cluster: string;
  namespace: string;
}

/** @internal */
export interface DbEntitySyncReferenceRow {
  entity_ref: string;
  ordinal: number;
  kind: string;
  name: string;
  selector: string | null;
}

/** @internal */
export interface DbSubjectRow {
  id: string;
  type: 'entity' | 'cluster';
  ref: string;
  due_at: Millis | null;
  marked: boolean | number;
  ticket: string | null;
  claimed_until: Millis | null;
}

/** @internal */
export interface DbAssessmentRow {
  subject_id: string;
  protection_state: string | null;
  sync_state: string | null;
  contact_state: string | null;
  last_good_at: Millis | null;
  objective_met: boolean | number | null;
  valid_until: Millis | null;
  assessed_at: Millis;
}

/** @internal */
export interface DbVerdictPartRow {
  subject_id: string;
  ordinal: number;
  cluster: string;
  protection_state: string | null;
  protection_reason: string | null;
  protection_message: string | null;
  protection_valid_until: Millis | null;
  sync_state: string | null;
  sync_reason: string | null;
  sync_message: string | null;
  sync_valid_until: Millis | null;
}

/** @internal */
export interface DbTransitionRow {
  id: Millis;
  subject_id: string;
  type: 'entity' | 'cluster';
  ref: string;
  aspect: 'protection' | 'sync' | 'contact';
  from_state: string | null;
  to_state: string;
  reason: string;
  message: string;
  at: Millis;
}

/** @internal */
export interface DbCollectionRow {
  cluster: string;
  told_at: Millis;
  status: string;
}

/** @internal */
export interface DbOutboxConsumerRow {
  name: string;
  seen_at: Millis;
  quiet_until: Millis;
}

/** @internal */
export interface DbOutboxRow {
  subject_id: string;
  aspect: 'protection' | 'sync' | 'contact';
  consumer: string;
  told_state: string | null;
  transition_id: Millis;
  pending_since: Millis | null;
  due_at: Millis | null;
  attempts: number;
  ticket: string | null;
  claimed_until: Millis | null;
}

/** @internal */
export interface DbExemptionRow {
  repository: string;
  ordinal: number;
  namespace: string;
  scope: string;
  data: string;
}

/** @internal */
export interface DbReplicaRow {
  id: string;
  expires_at: Millis;
}

/** @internal */
export interface DbReplicaClusterRow {
  replica: string;
  cluster: string;
  followable: boolean | number;
}

/** @internal */
export interface DbLeaseRow {
  cluster: string;
  holder: string | null;
  fencing: Millis;
}
