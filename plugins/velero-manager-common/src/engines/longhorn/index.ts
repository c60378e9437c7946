export { assessBackupTarget } from './assessBackupTarget';
export type { BackupTargetAssessment } from './assessBackupTarget';
export {
  judgeLonghornVolume,
  judgeVolume,
  longhornGate,
} from './judgeLonghornVolume';
export type { LonghornStanding } from './judgeLonghornVolume';
export { LonghornView } from './LonghornView';
