import type { LonghornBackupSaveIntent } from '../intents';
import { code, codes } from './describeWritten';
import {
  DEFAULT_CONCURRENCY,
  groupLabelOf,
  JOB_SOURCE_LABEL,
  LONGHORN_NAMESPACE,
} from './objects/longhorn';
import { printYaml } from './printYaml';

/** What protecting volumes of Longhorn does, in Markdown. @internal */
export function describeLonghornBackup(
  intent: LonghornBackupSaveIntent,
  outcome: {
    cron: string;
    concurrency: number | null;
    urlBefore: string | null;
    isAllowed: boolean;
  },
): string {
  const { job, groups, target, targetUrl, retain } = intent;
  const items = [
    `the job ${code(job)} backs up the volumes of ${codes(groups)} at ${code(
      outcome.cron,
    )} (UTC), ${outcome.concurrency ?? DEFAULT_CONCURRENCY} at a time`,
    `the last ${retain === 1 ? 'backup' : `${retain} backups`} of each volume ${
      retain === 1 ? 'is' : 'are'
    } kept`,
    `backups go to ${code(targetUrl)}, the target ${code(target)}`,
  ];
  if (intent.credentialSecret) {
    items.push(
      `the credentials are in the Secret ${code(
        intent.credentialSecret,
      )} of the namespace ${code(
        LONGHORN_NAMESPACE,
      )}, which must be there; it is not in Git`,
    );
  }
  if (target === 'default') {
    items.push(
      'Longhorn makes the target `default` itself; `defaultBackupStore` in the values of its chart must not say otherwise',
    );
  }
  if (outcome.urlBefore !== null) {
    items.push(
      `**backups so far stay in ${code(
        outcome.urlBefore,
      )} and disappear from Longhorn's view**`,
    );
  }
  return [
    `Protects volumes of Longhorn of the cluster ${code(intent.cluster)} (${
      intent.environment
    }):`,
    '',
    ...items.map(item => `- ${item}`),
    '',
    ...describeClaims(groups),
    ...(outcome.isAllowed
      ? []
      : [
          `Which Argo CD project applies this is not written here; it must allow the namespace ${code(
            LONGHORN_NAMESPACE,
          )} and these kinds.`,
          '',
        ]),
  ].join('\n');
}

/** Claims stand with the applications that own them. */
function describeClaims(groups: readonly string[]): string[] {
  const labels = {
    [JOB_SOURCE_LABEL]: 'enabled',
    ...Object.fromEntries(
      groups.map(group => [groupLabelOf(group), 'enabled']),
    ),
  };
  const rest = groups.includes('default')
    ? 'Volumes without a label of any job are in the group `default` by themselves. Any other PersistentVolumeClaim'
    : 'A PersistentVolumeClaim';
  return [
    `${rest} is backed up once it has these labels; a volume that is detached is skipped unless Longhorn is set to attach it:`,
    '',
    '```yaml',
    printYaml([{ metadata: { labels } }]).trimEnd(),
    '```',
    '',
  ];
}
