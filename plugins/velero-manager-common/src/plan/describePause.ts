import type { SchedulePauseIntent } from '../intents';
import { clusterDirectory } from '../snapshot';
import type { Manifest } from '../snapshot/readManifests';
import { code, describeWritten } from './describeWritten';

/** What pausing or resuming a schedule does, in Markdown. @internal */
export function describePause(
  intent: SchedulePauseIntent,
  manifest: Manifest,
): string {
  const { namespaces, cron, kept } = describeWritten(manifest);
  const file = manifest.path.slice(clusterDirectory(intent).length + 1);
  const items = intent.paused
    ? [
        `reason: ${code(intent.reason ?? '')}`,
        `no new backup of ${namespaces} is made by it until it is resumed`,
        `backups that it made stay, each for ${kept} from its start; once those are over there is none left of it`,
      ]
    : [
        `backs up ${namespaces} at ${cron} again`,
        `the first run may start at once, because the last one is overdue`,
      ];
  return [
    `${intent.paused ? 'Pauses' : 'Resumes'} the schedule ${code(
      intent.existing,
    )} of the cluster ${code(intent.cluster)} (${intent.environment}) in ${code(
      file,
    )}:`,
    '',
    ...items.map(item => `- ${item}`),
    '',
  ].join('\n');
}
