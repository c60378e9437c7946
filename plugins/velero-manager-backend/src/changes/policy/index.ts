export { followPolicyEvents } from './followPolicyEvents';
export { startPolicy } from './startPolicy';
export { POLICY_CONTEXT } from './policyContext';
