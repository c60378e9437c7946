export { hasHistory, historyOf } from './historyOf';
export type { CopiedBytes } from './copiedBytes';
export type { PastRun } from './pastRun';
export * from './records';
