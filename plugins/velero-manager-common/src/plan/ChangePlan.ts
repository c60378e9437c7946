import type { RepositoryPaths } from '../snapshot';

/**
 * One file of a change.
 *
 * @public
 */
export interface PlannedFile {
  path: string;
  action: 'add' | 'edit' | 'delete';
  /** The whole text after the change; null for a deletion. */
  content: string | null;
  /** The whole text before the change; null for a new file. */
  before: string | null;
}

/**
 * What an intent does to a config repository: files to add, edit and delete.
 *
 * @public
 */
export interface ChangePlan {
  /** One line, fit for a pull request and its commit. */
  title: string;
  /** What changes, in words; Markdown. */
  summary: string;
  /** Sorted by path. */
  files: PlannedFile[];
  /** The revision of the snapshot that the plan was made of. */
  baseRevision: string;
  /** SHA-256 over paths, actions and contents, in hex. */
  planHash: string;
  /** The only places where the plan looked and writes. */
  scope: RepositoryPaths;
  /** Labels for the pull request. */
  labels: string[];
  environment: string;
  /** Null for what is about no cluster alone. */
  cluster: string | null;
}

/**
 * The outcome of planning. A conflict says in one sentence why the intent
 * cannot be carried out as it stands, and where that was found.
 *
 * @public
 */
export type Planned =
  | { result: 'planned'; plan: ChangePlan }
  | { result: 'unchanged' }
  | PlanConflict;

/** @public */
export interface PlanConflict {
  result: 'conflict';
  reason: string;
  path: string;
}

/** @internal */
export function conflict(path: string, reason: string): PlanConflict {
  return { result: 'conflict', reason, path };
}
