export { assessScheduledBackup } from './assessScheduledBackup';
export type { ScheduledBackupAssessment } from './assessScheduledBackup';
export { judgePostgres } from './judgePostgres';
export type { PostgresOptions, PostgresStanding } from './judgePostgres';
export { PostgresView } from './PostgresView';
export { walArchiveOf } from './walArchive';
export type { WalArchive } from './walArchive';
