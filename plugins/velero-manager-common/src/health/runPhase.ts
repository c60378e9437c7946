import { BackupFact } from '../facts';

/**
 * What the phase of a Backup says about its run.
 *
 * @internal
 */
export type RunProgress =
  | 'waiting'
  | 'running'
  | 'good'
  | 'partial'
  | 'failed'
  | 'refused'
  | 'deleting'
  | 'unknown';

/** velero pkg/apis/velero/v1/backup_types.go, up to 1.18 and main. */
const PROGRESS_BY_PHASE = new Map<string, RunProgress>([
  ['', 'waiting'],
  ['New', 'waiting'],
  ['Queued', 'waiting'],
  ['ReadyToStart', 'waiting'],
  ['FailedValidation', 'refused'],
  ['InProgress', 'running'],
  ['WaitingForPluginOperations', 'running'],
  ['WaitingForPluginOperationsPartiallyFailed', 'running'],
  ['Finalizing', 'running'],
  ['FinalizingPartiallyFailed', 'running'],
  ['Completed', 'good'],
  ['PartiallyFailed', 'partial'],
  ['Failed', 'failed'],
  ['Deleting', 'deleting'],
]);

/**
 * Reads the phase of a run; a phase that nobody knows is `unknown`, never good.
 *
 * @internal
 */
export function progressOf(run: Pick<BackupFact, 'phase'>): RunProgress {
  return PROGRESS_BY_PHASE.get(run.phase) ?? 'unknown';
}

/** Whether a run has begun or waits to. @internal */
export function isUnderWay(run: BackupFact): boolean {
  const progress = progressOf(run);
  return progress === 'waiting' || progress === 'running';
}

const ENDED: ReadonlySet<RunProgress> = new Set([
  'good',
  'partial',
  'failed',
  'refused',
] as const);

/** Whether a run has ended, well or not. @internal */
export function hasEnded(run: BackupFact): boolean {
  return ENDED.has(progressOf(run));
}
