import type { ScheduleDeleteIntent } from '../intents';
import { clusterDirectory } from '../snapshot';
import type { Manifest } from '../snapshot/readManifests';
import { code, describeWritten } from './describeWritten';
import type { ScheduleReference } from './scheduleReferences';

/** What removing a schedule does, in Markdown. @internal */
export function describeDeletion(
  intent: ScheduleDeleteIntent,
  removed: { manifest: Manifest; references: readonly ScheduleReference[] },
): string {
  const { manifest, references } = removed;
  const written = describeWritten(manifest);
  const file = manifest.path.slice(clusterDirectory(intent).length + 1);
  const items = [
    `it backed up ${written.namespaces} at ${written.cron}; no new backup of it is made`,
    written.ownsBackups
      ? '**its Backups leave the cluster with it**, because `useOwnerReferencesInBackup` is on; what lies in the bucket stays until it expires, and Velero lists it again at its next sync'
      : `its backups stay until they expire, each ${written.kept} after its start`,
    'Argo CD or Flux takes it out of the cluster where they prune; elsewhere it runs on',
    ...references.map(
      ({ path, what }) =>
        `${what} in ${code(path)} still names it: save that again afterwards`,
    ),
  ];
  return [
    `Removes the schedule ${code(intent.existing)} of the cluster ${code(
      intent.cluster,
    )} (${intent.environment}) from ${code(file)}:`,
    '',
    ...items.map(item => `- ${item}`),
    '',
  ].join('\n');
}
