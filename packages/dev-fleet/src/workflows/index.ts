export type { LocalPackage } from './LocalPackage';
export { WorkflowRunner } from './WorkflowRunner';
