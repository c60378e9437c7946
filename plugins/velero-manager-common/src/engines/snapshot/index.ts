export { newestVolumeSnapshot } from './newestVolumeSnapshot';
export type { SnapshotEvidence } from './newestVolumeSnapshot';
