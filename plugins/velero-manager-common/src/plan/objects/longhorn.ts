import type { LonghornBackupSaveIntent } from '../../intents';
import { goDurationOf } from './goDurationOf';

/** @internal */
export const LONGHORN_VERSION = 'longhorn.io/v1beta2';
/** Longhorn runs in this namespace and in no other. @internal */
export const LONGHORN_NAMESPACE = 'longhorn-system';
/** Makes the labels of a claim those that count, not the labels of its volume. @internal */
export const JOB_SOURCE_LABEL = 'recurring-job.longhorn.io/source';

/** @internal */
export const DEFAULT_CONCURRENCY = 2;
const DEFAULT_POLL_INTERVAL = '5m';

/** The label by which a claim is in a group of recurring jobs. @internal */
export const groupLabelOf = (group: string): string =>
  `recurring-job-group.longhorn.io/${group}`;

/** `spec` of a new BackupTarget. @internal */
export function backupTargetSpec(intent: LonghornBackupSaveIntent): object {
  return {
    backupTargetURL: intent.targetUrl,
    ...(intent.credentialSecret === undefined
      ? {}
      : { credentialSecret: intent.credentialSecret }),
    pollInterval: goDurationOf(intent.pollInterval ?? DEFAULT_POLL_INTERVAL),
  };
}

/** `spec` of a new RecurringJob. @internal */
export function recurringJobSpec(
  intent: LonghornBackupSaveIntent,
  cron: string,
): object {
  return {
    name: intent.job,
    task: 'backup',
    cron,
    groups: intent.groups,
    retain: intent.retain,
    concurrency: intent.concurrency ?? DEFAULT_CONCURRENCY,
    ...(intent.labels ? { labels: intent.labels } : {}),
  };
}
