export { hasHistory, historyOf } from './historyOf';
export * from './records';
