import { intentIdentity, type PostgresBackupSaveIntent } from '../intents';
import { secondsFirstOf } from '../intents/fiveFieldCron';
import { clusterDirectory } from '../snapshot';
import { databasePath } from '../snapshot/databasePaths';
import { allowInProject } from './allowInProject';
import { changedFiles } from './changedFiles';
import { conflict, PlanConflict, Planned } from './ChangePlan';
import { configLeafOf, engineOf } from './clusterLeaf';
import { describePostgresBackup } from './describePostgresBackup';
import { findManifests } from './findManifests';
import { finishPlan, PlanContext } from './finishPlan';
import { joinPostgresCluster, storeFields } from './joinPostgresCluster';
import { listInDraft } from './listInDraft';
import { keepAnnotations } from './objects/install';
import { changeAnnotations, placeLabels } from './objects/marks';
import {
  BARMAN_PLUGIN,
  BARMAN_VERSION,
  CNPG_VERSION,
  objectStoreNameOf,
  objectStoreSpec,
  scheduledBackupSpec,
} from './objects/postgres';
import {
  isObjectStore,
  isPostgresCluster,
  isScheduledBackup,
} from './postgresObjects';
import { placeFields, type SavedObject, saveObject } from './saveObject';

type Context = PlanContext<PostgresBackupSaveIntent>;
type Draft = Map<string, string>;

const SCHEDULED_BACKUP = {
  group: 'postgresql.cnpg.io',
  kind: 'ScheduledBackup',
};
const OBJECT_STORE = { group: 'barmancloud.cnpg.io', kind: 'ObjectStore' };
const KINDS = {
  plugin: [OBJECT_STORE, SCHEDULED_BACKUP],
  barmanObjectStore: [SCHEDULED_BACKUP],
};

/**
 * Protects a PostgreSQL cluster of CloudNative-PG: a store, base backups, and
 * the Cluster's own part where that stands in this repository.
 *
 * @internal
 */
export function planPostgresBackupSave(context: Context): Planned {
  const { intent, snapshot } = context;
  const leaf = configLeafOf(context);
  if ('result' in leaf) return leaf;
  const schedule = secondsFirstOf(intent.cron);
  if (!schedule.ok) return conflict(leaf.leaf, `${schedule.reason}.`);
  const draft: Draft = new Map(snapshot.files);
  const cluster = saveCluster(context, draft);
  if ('result' in cluster) return cluster;
  const saved = [saveScheduledBackup(context, draft, schedule.value)];
  if (intent.method === 'plugin') saved.push(saveObjectStore(context, draft));
  for (const outcome of saved) {
    if ('result' in outcome) return outcome;
    const listed = listInDraft(
      { ...context, leaf: leaf.leaf },
      draft,
      outcome.path,
    );
    if (listed) return listed;
  }
  const allowed = allow(context, draft);
  if ('result' in allowed) return allowed;
  return finishPlan(context, {
    title: `Protect PostgreSQL ${intent.namespace}/${intent.database} of ${intent.cluster}`,
    summary: describePostgresBackup(intent, {
      schedule: schedule.value,
      clusterPath: cluster.path,
      pathBefore: destinationBefore(context),
      isSuspended: isSuspended(intent, draft),
      isAllowed: allowed.isAllowed,
    }),
    files: changedFiles(draft, snapshot.files),
  });
}

function saveCluster(
  { intent }: Context,
  draft: Draft,
): { path: string | null } | PlanConflict {
  const found = findManifests(
    draft,
    clusterDirectory(intent),
    isPostgresCluster(intent),
  );
  if ('result' in found) return found;
  const [manifest, second] = found.manifests;
  if (!manifest) return { path: null };
  const { path } = manifest;
  if (second) {
    return conflict(
      second.path,
      `The Cluster '${intent.database}' stands in '${path}' and in '${second.path}'; only one of them can be meant.`,
    );
  }
  const joined = joinPostgresCluster(intent, manifest, draft.get(path) ?? '');
  if ('result' in joined) return joined;
  draft.set(path, joined.text);
  return { path };
}

function saveScheduledBackup(
  { intent }: Context,
  draft: Draft,
  schedule: string,
): SavedObject | PlanConflict {
  const { namespace, database, method } = intent;
  const spec = scheduledBackupSpec(intent, schedule);
  return saveObject(draft, intent, {
    directory: clusterDirectory(intent),
    matches: isScheduledBackup(intent),
    title: `ScheduledBackup of '${namespace}/${database}'`,
    path: databasePath(intent, 'scheduled-backups', database),
    object: {
      apiVersion: CNPG_VERSION,
      kind: 'ScheduledBackup',
      metadata: {
        name: database,
        namespace,
        labels: placeLabels(intent),
        annotations: changeAnnotations(intentIdentity(intent), spec),
      },
      spec,
    },
    fieldsOf: () => [
      ...placeFields(intent),
      [['spec', 'schedule'], schedule],
      [['spec', 'method'], method],
      method === 'plugin'
        ? [['spec', 'pluginConfiguration', 'name'], BARMAN_PLUGIN]
        : [['spec', 'pluginConfiguration'], undefined],
    ],
  });
}

/** Without its store, a database cannot archive: it stays although it leaves Git. */
function saveObjectStore(
  context: Context,
  draft: Draft,
): SavedObject | PlanConflict {
  const { intent } = context;
  const name = objectStoreNameOf(intent);
  const spec = objectStoreSpec(intent);
  return saveObject(draft, intent, {
    directory: clusterDirectory(intent),
    matches: isObjectStore(intent),
    title: `ObjectStore '${intent.namespace}/${name}'`,
    path: databasePath(intent, 'object-stores', name),
    object: {
      apiVersion: BARMAN_VERSION,
      kind: 'ObjectStore',
      metadata: {
        name,
        namespace: intent.namespace,
        labels: placeLabels(intent),
        annotations: {
          ...keepAnnotations({ engine: engineOf(context) }),
          ...changeAnnotations(intentIdentity(intent), spec),
        },
      },
      spec,
    },
    fieldsOf: manifest => [
      ...placeFields(intent),
      [['spec', 'retentionPolicy'], intent.retention],
      ...storeFields(intent, manifest, ['spec', 'configuration']),
    ],
  });
}

function allow(
  context: Context,
  draft: Draft,
): { isAllowed: boolean } | PlanConflict {
  const { intent } = context;
  if (engineOf(context) === 'flux') return { isAllowed: true };
  const allowed = allowInProject(draft, intent, {
    namespace: intent.namespace,
    kinds: KINDS[intent.method],
  });
  return allowed.ok
    ? { isAllowed: allowed.value }
    : conflict(clusterDirectory(intent), allowed.reason);
}

/** Where the backups went so far, if elsewhere, as far as this repository knows. */
function destinationBefore({ intent, snapshot }: Context): string | null {
  const [matches, store] =
    intent.method === 'plugin'
      ? [isObjectStore(intent), ['configuration']]
      : [isPostgresCluster(intent), ['backup', 'barmanObjectStore']];
  const found = findManifests(
    snapshot.files,
    clusterDirectory(intent),
    matches,
  );
  if ('result' in found || found.manifests.length === 0) return null;
  const [{ document }] = found.manifests;
  const path: unknown = document.getIn(['spec', ...store, 'destinationPath']);
  return typeof path === 'string' && path !== intent.destinationPath
    ? path
    : null;
}

function isSuspended(intent: PostgresBackupSaveIntent, draft: Draft): boolean {
  const found = findManifests(
    draft,
    clusterDirectory(intent),
    isScheduledBackup(intent),
  );
  return (
    'manifests' in found &&
    found.manifests.some(
      ({ document }) => document.getIn(['spec', 'suspend']) === true,
    )
  );
}
