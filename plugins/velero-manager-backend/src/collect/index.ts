export { startCollectors } from './startCollectors';
export type { CollectorHealth, KindHealth } from './CollectorHealth';
export { CollectorHealthBoard } from './CollectorHealthBoard';
export type { HealthBoard } from './CollectorHealthBoard';
