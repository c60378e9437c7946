export { startCollectors } from './startCollectors';
