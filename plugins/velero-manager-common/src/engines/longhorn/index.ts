export { judgeLonghornVolume } from './judgeLonghornVolume';
export type { LonghornStanding } from './judgeLonghornVolume';
export { LonghornView } from './LonghornView';
