import { z } from 'zod';
import { LonghornVolumeFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  list,
  namespacedMetadata,
  object,
  saidInstant,
  section,
  textOrEmpty,
} from './fields';
import { sizeText } from './longhornFields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const JOB = 'recurring-job.longhorn.io/';
const GROUP = 'recurring-job-group.longhorn.io/';
const DEFAULT_GROUP = 'default';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({ size: sizeText, backupTargetName: textOrEmpty }),
  status: section({
    state: textOrEmpty,
    robustness: textOrEmpty,
    lastBackup: textOrEmpty,
    lastBackupAt: saidInstant,
    kubernetesStatus: section({
      namespace: textOrEmpty,
      pvcName: textOrEmpty,
      pvName: textOrEmpty,
      lastPVCRefAt: textOrEmpty,
      lastPodRefAt: textOrEmpty,
      workloadsStatus: list(
        object({ podName: textOrEmpty, workloadName: textOrEmpty }),
      ),
    }),
  }),
});

type Bound = z.output<typeof schema>['status']['kubernetesStatus'];

function parse(value: unknown): Parsed<LonghornVolumeFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    sizeBytes: spec.size,
    state: status.state,
    robustness: status.robustness,
    backupTarget: spec.backupTargetName,
    lastBackup: status.lastBackup || null,
    lastBackupAt: status.lastBackupAt,
    claim: claimOf(status.kubernetesStatus),
    persistentVolume: status.kubernetesStatus.pvName || null,
    workloads: workloadsOf(status.kubernetesStatus),
    ...membershipOf(metadata.labels),
  }));
}

/** Once the claim is gone, what is left of it is history (`lastPVCRefAt`). */
function claimOf(bound: Bound): LonghornVolumeFact['claim'] {
  const { namespace, pvcName, lastPVCRefAt } = bound;
  return namespace && pvcName && !lastPVCRefAt
    ? { namespace, name: pvcName }
    : null;
}

/** Likewise the pods, once the last of them is gone (`lastPodRefAt`). */
function workloadsOf({ workloadsStatus, lastPodRefAt }: Bound): string[] {
  if (lastPodRefAt) return [];
  return [
    ...new Set(
      workloadsStatus
        .map(({ workloadName, podName }) => workloadName || podName)
        .filter(Boolean),
    ),
  ];
}

/**
 * Jobs and groups that labels enable. A volume without any such label is put
 * into group `default`; a label counts there whatever its value
 * (longhorn-manager datastore, `FixupRecurringJob`).
 */
function membershipOf(labels: Record<string, string>) {
  const keys = Object.keys(labels);
  const enabled = (prefix: string) =>
    keys
      .filter(key => key.startsWith(prefix) && labels[key] === 'enabled')
      .map(key => key.slice(prefix.length))
      .sort();
  const hasLabel = keys.some(
    key => key.startsWith(JOB) || key.startsWith(GROUP),
  );
  return {
    recurringJobs: enabled(JOB),
    recurringJobGroups: hasLabel ? enabled(GROUP) : [DEFAULT_GROUP],
  };
}

function index(fact: LonghornVolumeFact): FactIndex {
  return { ...noIndex(), owner: fact.claim?.namespace ?? null };
}

/** How a Longhorn Volume is read. @internal */
export const longhornVolumeKind: KindDefinition<'LonghornVolume'> = {
  kind: 'LonghornVolume',
  engine: 'longhorn',
  group: 'longhorn.io',
  versions: ['v1beta2'],
  resource: 'volumes',
  parse,
  index,
};
