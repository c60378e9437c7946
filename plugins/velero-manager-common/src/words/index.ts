export { count } from './count';
export { describeCause } from './describeCause';
export { describeDuration } from './describeDuration';
export { describeInstant } from './describeInstant';
export { quoteName, quoteNames, quoteValue } from './quote';
