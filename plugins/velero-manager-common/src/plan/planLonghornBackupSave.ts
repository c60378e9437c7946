import { intentIdentity, type LonghornBackupSaveIntent } from '../intents';
import { fiveFieldsOf } from '../intents/fiveFieldCron';
import { clusterDirectory } from '../snapshot';
import { longhornPath } from '../snapshot/longhornPaths';
import { isMap, valueAt } from '../snapshot/readManifests';
import { allowInProject } from './allowInProject';
import { changedFiles } from './changedFiles';
import { conflict, PlanConflict, Planned } from './ChangePlan';
import { configLeafOf, engineOf } from './clusterLeaf';
import { describeLonghornBackup } from './describeLonghornBackup';
import { findManifests } from './findManifests';
import { finishPlan, PlanContext } from './finishPlan';
import { listInDraft } from './listInDraft';
import { goDurationOf } from './objects/goDurationOf';
import { keepAnnotations } from './objects/install';
import {
  backupTargetSpec,
  LONGHORN_NAMESPACE,
  LONGHORN_VERSION,
  recurringJobSpec,
} from './objects/longhorn';
import { changeAnnotations, placeLabels } from './objects/marks';
import type { ObjectMatcher } from './postgresObjects';
import {
  type FieldWish,
  placeFields,
  type SavedObject,
  saveObject,
} from './saveObject';

type Context = PlanContext<LonghornBackupSaveIntent>;
type Draft = Map<string, string>;

const KINDS = ['BackupTarget', 'RecurringJob'].map(kind => ({
  group: 'longhorn.io',
  kind,
}));
const BACKUP_TASKS = ['backup', 'backup-force-create'];

/**
 * Protects volumes of Longhorn: where backups go, and a job that makes them.
 *
 * @internal
 */
export function planLonghornBackupSave(context: Context): Planned {
  const { intent, snapshot } = context;
  const leaf = configLeafOf(context);
  if ('result' in leaf) return leaf;
  const cron = fiveFieldsOf(intent.cron);
  if (!cron.ok) return conflict(leaf.leaf, `${cron.reason}.`);
  const refusal = refuseTask(context);
  if (refusal) return refusal;
  const draft: Draft = new Map(snapshot.files);
  for (const outcome of [
    saveTarget(context, draft),
    saveJob(context, draft, cron.value),
  ]) {
    if ('result' in outcome) return outcome;
    const listed = listInDraft(
      { ...context, leaf: leaf.leaf },
      draft,
      outcome.path,
    );
    if (listed) return listed;
  }
  const allowed =
    engineOf(context) === 'flux'
      ? { ok: true as const, value: true }
      : allowInProject(draft, intent, {
          namespace: LONGHORN_NAMESPACE,
          kinds: KINDS,
        });
  if (!allowed.ok) return conflict(clusterDirectory(intent), allowed.reason);
  const { backupTargetURL: urlBefore } = specOf(
    snapshot.files,
    intent,
    isObject('BackupTarget', intent.target),
  );
  const { concurrency } = specOf(
    draft,
    intent,
    isObject('RecurringJob', intent.job),
  );
  return finishPlan(context, {
    title: `Back up Longhorn volumes of ${intent.cluster} with ${intent.job}`,
    summary: describeLonghornBackup(intent, {
      cron: cron.value,
      concurrency: typeof concurrency === 'number' ? concurrency : null,
      urlBefore:
        typeof urlBefore === 'string' &&
        urlBefore !== '' &&
        urlBefore !== intent.targetUrl
          ? urlBefore
          : null,
      isAllowed: allowed.value,
    }),
    files: changedFiles(draft, snapshot.files),
  });
}

function isObject(kind: string, wanted: string): ObjectMatcher {
  return ({ apiVersion, kind: its, namespace, name }) =>
    apiVersion === LONGHORN_VERSION &&
    its === kind &&
    namespace === LONGHORN_NAMESPACE &&
    name === wanted;
}

/** A job of that name that does something else is not to become a backup. */
function refuseTask({ intent, snapshot }: Context): PlanConflict | null {
  const found = findManifests(
    snapshot.files,
    clusterDirectory(intent),
    isObject('RecurringJob', intent.job),
  );
  if ('result' in found) return found;
  const [manifest] = found.manifests;
  const task = valueAt(manifest?.data, ['spec', 'task']);
  if (typeof task !== 'string' || BACKUP_TASKS.includes(task)) return null;
  return conflict(
    manifest.path,
    `The recurring job '${intent.job}' in '${manifest.path}' makes no backups but does another task; choose another name.`,
  );
}

/** Without its target, Longhorn forgets its backups: it stays although it leaves Git. */
function saveTarget(
  context: Context,
  draft: Draft,
): SavedObject | PlanConflict {
  const { intent } = context;
  const spec = backupTargetSpec(intent);
  const name = intent.target;
  return saveObject(draft, intent, {
    directory: clusterDirectory(intent),
    matches: isObject('BackupTarget', name),
    title: `backup target '${name}'`,
    path: longhornPath(intent, 'backup-targets', name),
    object: {
      apiVersion: LONGHORN_VERSION,
      kind: 'BackupTarget',
      metadata: {
        name,
        namespace: LONGHORN_NAMESPACE,
        labels: placeLabels(intent),
        annotations: {
          ...keepAnnotations({ engine: engineOf(context) }),
          ...changeAnnotations(intentIdentity(intent), spec),
        },
      },
      spec,
    },
    fieldsOf: () => [
      ...placeFields(intent),
      [['spec', 'backupTargetURL'], intent.targetUrl],
      ...given(['spec', 'credentialSecret'], intent.credentialSecret),
      ...given(
        ['spec', 'pollInterval'],
        intent.pollInterval && goDurationOf(intent.pollInterval),
      ),
    ],
  });
}

function saveJob(
  { intent }: Context,
  draft: Draft,
  cron: string,
): SavedObject | PlanConflict {
  const spec = recurringJobSpec(intent, cron);
  const { job, groups, retain, concurrency, labels } = intent;
  return saveObject(draft, intent, {
    directory: clusterDirectory(intent),
    matches: isObject('RecurringJob', job),
    title: `recurring job '${job}'`,
    path: longhornPath(intent, 'recurring-jobs', job),
    object: {
      apiVersion: LONGHORN_VERSION,
      kind: 'RecurringJob',
      metadata: {
        name: job,
        namespace: LONGHORN_NAMESPACE,
        labels: placeLabels(intent),
        annotations: changeAnnotations(intentIdentity(intent), spec),
      },
      spec,
    },
    fieldsOf: ({ data }) => [
      ...placeFields(intent),
      [['spec', 'cron'], cron],
      [['spec', 'groups'], groups],
      [['spec', 'retain'], retain],
      ...given(['spec', 'concurrency'], concurrency),
      ...given(
        ['spec', 'task'],
        valueAt(data, ['spec', 'task']) === undefined ? 'backup' : undefined,
      ),
      ...Object.entries(labels ?? {}).map(
        ([key, value]): FieldWish => [['spec', 'labels', key], value],
      ),
    ],
  });
}

/** What an intent does not tell stays as it is. */
function given(path: string[], value: unknown): FieldWish[] {
  return value === undefined ? [] : [[path, value]];
}

function specOf(
  files: ReadonlyMap<string, string>,
  intent: LonghornBackupSaveIntent,
  matches: ObjectMatcher,
): Record<string, unknown> {
  const found = findManifests(files, clusterDirectory(intent), matches);
  const data =
    'manifests' in found ? found.manifests[0]?.document.toJS() : null;
  return isMap(data) && isMap(data.spec) ? data.spec : {};
}
