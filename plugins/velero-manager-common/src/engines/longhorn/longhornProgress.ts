import { EngineRun } from '../EngineRun';

const OPEN = new Set(['', 'Pending', 'InProgress']);
/** `Unknown`: Longhorn lost sight of it before it ended. */
const FAILED = new Set(['Error', 'Unknown']);

/** What the state of a Longhorn Backup says of it. @internal */
export function longhornProgress(state: string): EngineRun['progress'] {
  if (state === 'Completed') return 'good';
  if (FAILED.has(state)) return 'failed';
  return OPEN.has(state) ? 'open' : 'unknown';
}
