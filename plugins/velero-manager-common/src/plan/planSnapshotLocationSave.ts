import type { SnapshotLocationSaveIntent } from '../intents';
import { locationNameOf } from '../intents/storageLocationSaveIntent';
import { clusterDirectory } from '../snapshot';
import { Planned } from './ChangePlan';
import { finishPlan, PlanContext } from './finishPlan';
import {
  SNAPSHOT_LOCATION,
  snapshotLocationFields,
  snapshotLocationFileName,
} from './objects/snapshotLocation';
import { changedOf, refuseProvider, saveInLeaf } from './saveInLeaf';

type Context = PlanContext<SnapshotLocationSaveIntent>;

const NOUN = 'snapshot location';
const CLOUDS: Record<SnapshotLocationSaveIntent['provider'], string> = {
  aws: 'Amazon EBS',
  azure: 'Azure',
  gcp: 'Google Cloud',
};

/**
 * Adds a snapshot location to a cluster, or changes the one that is called so.
 *
 * @internal
 */
export function planSnapshotLocationSave(context: Context): Planned {
  const { intent, snapshot } = context;
  const name = locationNameOf(intent);
  const draft = new Map(snapshot.files);
  const saved = saveInLeaf(context, draft, {
    type: SNAPSHOT_LOCATION,
    noun: NOUN,
    name,
    isExisting: intent.existing !== undefined,
    folder: 'snapshot-locations',
    file: snapshotLocationFileName(intent),
    fields: snapshotLocationFields(intent),
    refuse: manifest =>
      refuseProvider(manifest, { noun: NOUN, name, provider: intent.provider }),
  });
  if ('result' in saved) return saved;
  const isNew = saved.before === undefined;
  return finishPlan(context, {
    title: `${isNew ? 'Add' : 'Change'} snapshot location ${name} ${
      isNew ? 'to' : 'of'
    } ${intent.cluster}`,
    summary: describe(intent, { path: saved.path, isNew }),
    files: changedOf(context, draft),
  });
}

function describe(
  intent: SnapshotLocationSaveIntent,
  { path, isNew }: { path: string; isNew: boolean },
): string {
  const file = path.slice(clusterDirectory(intent).length + 1);
  const { credentialSecret: secret } = intent;
  return [
    `${isNew ? 'Adds' : 'Changes'} the snapshot location \`${locationNameOf(
      intent,
    )}\` of the cluster \`${intent.cluster}\` (${
      intent.environment
    }) in \`${file}\`. It:`,
    '',
    `- keeps snapshots of disks of ${
      CLOUDS[intent.provider]
    }, beside the disks`,
    ...(secret
      ? [
          `- is opened with the key \`${secret.key}\` of the Secret \`${secret.name}\`, which is not in Git`,
        ]
      : []),
    '',
  ].join('\n');
}
