import type { ScheduleSaveIntent } from '../intents';
import { clusterDirectory } from '../snapshot';
import { describeOptions } from './describeOptions';
import { code, codes } from './describeWritten';
import type { ScheduleContent } from './objects/schedule';

/** How long, in words: `30 days`, `1 hour`. */
function describeRetention(retention: string): string {
  const number = Number(retention.slice(0, -1));
  const unit = retention.endsWith('d') ? 'day' : 'hour';
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** What a schedule does, as the items of a Markdown list. @internal */
export function describeContent(content: ScheduleContent): string[] {
  const all = content.includedNamespaces.includes('*');
  const left = content.excludedNamespaces ?? [];
  const items = [
    `backs up ${all ? 'all namespaces' : codes(content.includedNamespaces)}${
      left.length > 0 ? ` but ${codes(left)}` : ''
    }`,
    `runs at ${code(content.cron)} (UTC unless a zone is named)`,
    `keeps each backup for ${describeRetention(content.retention)}`,
    content.storageLocation
      ? `stores in ${code(content.storageLocation)}`
      : "stores in the cluster's default location",
  ];
  if (content.snapshotMoveData)
    items.push('moves the data of snapshots there too');
  if (content.defaultVolumesToFsBackup)
    items.push('copies the files of all volumes');
  if (content.paused) items.push('**is paused: it does not run**');
  return items;
}

/** What saving a schedule does, in Markdown. @internal */
export function describeSchedule(
  intent: ScheduleSaveIntent,
  change: {
    name: string;
    path: string;
    verb: 'Add' | 'Change';
    schedule: ScheduleContent;
    /** That of the schedule as it will stand in Git. */
    spec: unknown;
  },
): string {
  const verb = change.verb === 'Add' ? 'Adds' : 'Changes';
  const file = change.path.slice(clusterDirectory(intent).length + 1);
  return [
    `${verb} the schedule ${code(change.name)} of the cluster ${code(
      intent.cluster,
    )} (${intent.environment}) in ${code(file)}. It now:`,
    '',
    ...[
      ...describeContent(change.schedule),
      ...describeOptions(change.spec, intent),
    ].map(item => `- ${item}`),
    '',
  ].join('\n');
}
