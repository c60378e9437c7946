export { followEvents } from './followEvents';
export { startJourneys } from './startJourneys';
