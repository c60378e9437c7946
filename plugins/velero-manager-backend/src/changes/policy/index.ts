export { followPolicyEvents } from './followPolicyEvents';
export { startPolicy } from './startPolicy';
