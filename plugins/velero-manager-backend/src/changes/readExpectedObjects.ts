import {
  type ChangePlan,
  SPEC_HASH_ANNOTATION,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type {
  ExpectedObject,
  ExpectedSchedule,
  FollowedKind,
} from '../store/changeTypes';
import { readSchedules } from './readExpectedSchedules';

const MAX_ALIASES = 100;

/** How each followed kind is called in Git. */
const kinds = new Map<string, FollowedKind>([
  ['velero.io/Schedule', 'Schedule'],
  ['velero.io/BackupStorageLocation', 'BackupStorageLocation'],
  ['postgresql.cnpg.io/ScheduledBackup', 'PostgresScheduledBackup'],
  ['barmancloud.cnpg.io/ObjectStore', 'ObjectStore'],
  ['longhorn.io/BackupTarget', 'LonghornBackupTarget'],
  ['longhorn.io/RecurringJob', 'LonghornRecurringJob'],
  ['argoproj.io/AppProject', 'AppProject'],
  ['argoproj.io/Application', 'Application'],
  ['argoproj.io/ApplicationSet', 'ApplicationSet'],
  ['kustomize.toolkit.fluxcd.io/Kustomization', 'Kustomization'],
]);

/** What applies others: where those are there, they tell more. */
const CARRIERS: readonly FollowedKind[] = [
  'AppProject',
  'Application',
  'ApplicationSet',
  'Kustomization',
];

const objectSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({
    namespace: z.string(),
    name: z.string(),
    annotations: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/**
 * What a plan writes beside schedules that run, and which schedules it takes
 * away: what the clusters shall show of it. Only objects that are marked can be
 * told from what stood there before.
 *
 * @internal
 */
export function readExpectedObjects({ files }: ChangePlan): ExpectedObject[] {
  const before = files.flatMap(file => readObjects(file.before));
  const after = files.flatMap(file => readObjects(file.content));
  const written = after.filter(
    object =>
      object.kind !== 'Schedule' &&
      object.specHash !== null &&
      !before.some(
        one => isSame(one, object) && one.specHash === object.specHash,
      ),
  );
  const own = written.filter(({ kind }) => !CARRIERS.includes(kind));
  const hasSchedules = after.some(({ kind }) => kind === 'Schedule');
  // What a leaf held stays in the cluster where the leaf itself goes.
  const losesLeaf = files.some(
    ({ path, action }) =>
      action === 'delete' && path.endsWith('/kustomization.yaml'),
  );
  const taken = losesLeaf
    ? []
    : files
        .flatMap(file => readSchedules(file.before))
        .map(toTaken)
        .filter(object => !after.some(one => isSame(one, object)));
  return [...(own.length > 0 || hasSchedules ? own : written), ...taken];
}

function readObjects(text: string | null): ExpectedObject[] {
  // Rendered charts are long: only what was marked, or may be a schedule, is parsed.
  if (
    text === null ||
    !(text.includes(SPEC_HASH_ANNOTATION) || text.includes('velero.io/v1'))
  ) {
    return [];
  }
  return parseAllDocuments(text).flatMap(document => {
    const read = objectSchema.safeParse(
      document.toJS({ maxAliasCount: MAX_ALIASES }),
    );
    if (!read.success) {
      return [];
    }
    const { apiVersion, kind: called, metadata } = read.data;
    const kind = kinds.get(`${apiVersion.split('/')[0]}/${called}`);
    const hash = metadata.annotations?.[SPEC_HASH_ANNOTATION];
    const { namespace, name } = metadata;
    return kind === undefined
      ? []
      : [
          {
            ...{ kind, namespace, name },
            specHash: typeof hash === 'string' ? hash : null,
            takes: null,
          },
        ];
  });
}

function toTaken({ namespace, name, scope }: ExpectedSchedule): ExpectedObject {
  const { includedNamespaces: included, excludedNamespaces: excluded } = scope;
  return {
    ...{ kind: 'Schedule', namespace, name, specHash: null },
    takes: { included, excluded },
  };
}

function isSame(a: ExpectedObject, b: ExpectedObject): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}
