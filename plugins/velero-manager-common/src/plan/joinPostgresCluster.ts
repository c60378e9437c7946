import type { PostgresBackupSaveIntent } from '../intents';
import { providerOf } from '../intents/postgresBackupSaveIntent';
import { isMap, Manifest } from '../snapshot/readManifests';
import { quoteValue } from '../words';
import { conflict, PlanConflict } from './ChangePlan';
import {
  archiverOf,
  BARMAN_PLUGIN,
  CREDENTIAL_FIELDS,
  credentialsOf,
  objectStoreNameOf,
} from './objects/postgres';
import { editFields, type FieldWish } from './saveObject';

/**
 * The text of the file of a Cluster of CloudNative-PG, once its write-ahead log
 * goes where the intent says. Nothing else of the Cluster is touched. Where it
 * archives elsewhere already, that is a conflict: its window of recovery would end.
 *
 * @internal
 */
export function joinPostgresCluster(
  intent: PostgresBackupSaveIntent,
  manifest: Manifest,
  before: string,
): { text: string } | PlanConflict {
  const refusal = refuseArchiver(intent, manifest);
  if (refusal) return conflict(manifest.path, refusal);
  const fields =
    intent.method === 'plugin'
      ? pluginFields(intent, manifest)
      : inTreeFields(intent, manifest);
  const text = editFields(before, manifest, { intent: null, fields });
  return text === null
    ? conflict(
        manifest.path,
        `The Cluster '${intent.database}' in '${manifest.path}' is not written as maps of its own, so it cannot be changed safely.`,
      )
    : { text };
}

function refuseArchiver(
  intent: PostgresBackupSaveIntent,
  manifest: Manifest,
): string | null {
  const { database, method } = intent;
  const plugins = pluginsOf(manifest);
  const inTree = manifest.document.getIn([
    'spec',
    'backup',
    'barmanObjectStore',
  ]);
  if (method === 'plugin' && inTree !== undefined && inTree !== null) {
    return `The Cluster '${database}' archives with 'spec.backup.barmanObjectStore'; the plugin and it exclude each other, so that must be taken out first.`;
  }
  if (method !== 'plugin' && plugins.some(isArchiver)) {
    return `The Cluster '${database}' archives with a plugin; 'barmanObjectStore' and it exclude each other.`;
  }
  const other = plugins.find(
    plugin => isArchiver(plugin) && plugin.name !== BARMAN_PLUGIN,
  );
  if (other) {
    return `The Cluster '${database}' archives with the plugin ${quoteValue(
      other.name,
    )}; it can have only one.`;
  }
  const store = storeOf(plugins.find(({ name }) => name === BARMAN_PLUGIN));
  return method === 'plugin' &&
    store !== undefined &&
    store !== objectStoreNameOf(intent)
    ? `The Cluster '${database}' archives into the ObjectStore ${quoteValue(
        store,
      )}; name that one, or its window of recovery ends.`
    : null;
}

function pluginsOf({ data }: Manifest): Record<string, unknown>[] {
  const spec = isMap(data) && isMap(data.spec) ? data.spec : {};
  return Array.isArray(spec.plugins) ? spec.plugins.filter(isMap) : [];
}

function isArchiver(plugin: Record<string, unknown>): boolean {
  return plugin.isWALArchiver === true && plugin.enabled !== false;
}

function storeOf(plugin: Record<string, unknown> | undefined): unknown {
  return isMap(plugin?.parameters)
    ? plugin.parameters.barmanObjectName
    : undefined;
}

function pluginFields(
  intent: PostgresBackupSaveIntent,
  manifest: Manifest,
): FieldWish[] {
  const store = objectStoreNameOf(intent);
  const plugins = pluginsOf(manifest);
  const ours = plugins.find(({ name }) => name === BARMAN_PLUGIN);
  if (ours && isArchiver(ours) && storeOf(ours) === store) return [];
  const parameters = isMap(ours?.parameters) ? ours.parameters : {};
  const { enabled: _, ...kept } = ours ?? {};
  const wanted = {
    ...kept,
    ...archiverOf(store),
    parameters: { ...parameters, barmanObjectName: store },
  };
  return [
    [
      ['spec', 'plugins'],
      ours
        ? plugins.map(plugin => (plugin === ours ? wanted : plugin))
        : [...plugins, wanted],
    ],
  ];
}

function inTreeFields(
  intent: PostgresBackupSaveIntent,
  manifest: Manifest,
): FieldWish[] {
  const store = ['spec', 'backup', 'barmanObjectStore'];
  return [
    [['spec', 'backup', 'retentionPolicy'], intent.retention],
    ...storeFields(intent, manifest, store),
  ];
}

/**
 * What an edit sets in a store of Barman Cloud. What an intent does not tell
 * stays as it is; of the credentials, those of another provider go.
 *
 * @internal
 */
export function storeFields(
  intent: PostgresBackupSaveIntent,
  { document }: Manifest,
  store: string[],
): FieldWish[] {
  const provider = providerOf(intent.destinationPath);
  const own = CREDENTIAL_FIELDS[provider];
  const has = (...field: string[]) => {
    const value: unknown = document.getIn([...store, ...field]);
    return value !== undefined && value !== null;
  };
  const fields: FieldWish[] = [
    [[...store, 'destinationPath'], intent.destinationPath],
  ];
  if (intent.endpointUrl !== undefined) {
    fields.push([[...store, 'endpointURL'], intent.endpointUrl]);
  } else if (provider !== 's3' && has('endpointURL')) {
    fields.push([[...store, 'endpointURL'], undefined]);
  }
  for (const field of Object.values(CREDENTIAL_FIELDS)) {
    if (field !== own && has(field))
      fields.push([[...store, field], undefined]);
  }
  if (intent.credentialSecret || !has(own)) {
    fields.push([[...store, own], credentialsOf(intent)]);
  }
  if (intent.walCompression !== undefined || !has('wal', 'compression')) {
    fields.push([
      [...store, 'wal', 'compression'],
      intent.walCompression ?? 'gzip',
    ]);
  }
  return fields;
}
