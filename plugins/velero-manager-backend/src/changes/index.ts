export type { ChangeOptions, ChangeService } from './ChangeService';
export { createChangeHosts } from './createChangeHosts';
export { createChangeService } from './createChangeService';
export { followEvents, startJourneys } from './journey';
export { followPolicyEvents, startPolicy } from './policy';
export { readConfigRepositories } from './readConfigRepositories';
