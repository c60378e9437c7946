export { createHistoryService } from './createHistoryService';
export { createRetentionFlow } from './createRetentionFlow';
export type { HistoryService } from './HistoryService';
