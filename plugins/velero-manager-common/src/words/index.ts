export { count } from './count';
export { describeCause } from './describeCause';
export { describeInstant } from './describeInstant';
export { quoteName, quoteNames, quoteValue } from './quote';
