export { isDoneIn } from './advanceInClusters';
export { followEvents } from './followEvents';
export { startJourneys } from './startJourneys';
