export { allActions } from './allActions';
export { createIntentAction } from './createIntentAction';
export { createPlanAction } from './createPlanAction';
export { createProposeAction } from './createProposeAction';
