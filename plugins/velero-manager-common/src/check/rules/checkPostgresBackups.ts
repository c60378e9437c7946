import { refuseCronOf } from '../../intents/fiveFieldCron';
import { BARMAN_PLUGIN } from '../../plan/objects/postgres';
import { clusterDirectory } from '../../snapshot';
import { clusterPlaceOf } from '../../snapshot/layout';
import type { Manifest } from '../../snapshot/readManifests';
import { quoteValue } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import type { Rule } from './Rule';

type ScheduledBackup = Checked<'postgresql.cnpg.io/ScheduledBackup'>;
type PostgresCluster = Checked<'postgresql.cnpg.io/Cluster'>;
type ObjectStore = Checked<'barmancloud.cnpg.io/ObjectStore'>;

/** Databases have base backups, at the time that was meant, and not for ever. @internal */
export const checkPostgresBackups: Rule = repository => {
  const stores = repository.objects('barmancloud.cnpg.io/ObjectStore');
  return [
    ...repository
      .objects('postgresql.cnpg.io/ScheduledBackup')
      .flatMap(backup => [...checkCron(backup), ...checkSuspended(backup)]),
    ...repository
      .objects('postgresql.cnpg.io/Cluster')
      .flatMap(cluster => checkCluster(repository, cluster)),
    ...stores.flatMap(checkStore),
    ...checkSharing(stores),
  ];
};

/** Five fields are accepted, and mean something else (robfig/cron 1.2.0). */
function checkCron({ manifest, object }: ScheduledBackup): Finding[] {
  const { schedule } = object.spec;
  const field = ['spec', 'schedule'];
  const fields = schedule.trim().split(/\s+/);
  if (fields.length === 5 && !/[@=]/.test(schedule)) {
    return [
      findingAt(manifest, field, {
        code: 'CRON_SECONDS_MISSING',
        severity: 'error',
        message: `CloudNative-PG reads the first field of ${quoteValue(
          schedule,
        )} as seconds, so base backups run at other times than it seems.`,
        fix: `Write '0 ${fields.join(' ')}'.`,
      }),
    ];
  }
  const reason = refuseCronOf(schedule, 'robfig-v1');
  if (reason === null) return [];
  return [
    findingAt(manifest, field, {
      code: 'CRON_INVALID',
      severity: 'error',
      message: `spec.schedule: ${reason}.`,
    }),
  ];
}

function checkSuspended({ manifest, object }: ScheduledBackup): Finding[] {
  if (object.spec.suspend !== true) return [];
  return [
    findingAt(manifest, ['spec', 'suspend'], {
      code: 'BASE_BACKUP_SUSPENDED',
      severity: 'warning',
      message: `Base backups of the database ${quoteValue(
        object.spec.cluster.name,
      )} are suspended.`,
    }),
  ];
}

/** Write-ahead log alone restores nothing: recovery begins at a base backup. */
function checkCluster(
  repository: CheckedRepository,
  { manifest, object }: PostgresCluster,
): Finding[] {
  const { metadata, spec } = object;
  const archivers = (spec.plugins ?? []).filter(
    plugin => plugin.isWALArchiver === true && plugin.enabled !== false,
  );
  if (archivers.length === 0 && !spec.backup?.barmanObjectStore) return [];
  const findings: Finding[] = [];
  if (!hasBaseBackups(repository, manifest, metadata)) {
    findings.push(
      findingAt(manifest, ['spec'], {
        code: 'BASE_BACKUP_MISSING',
        severity: 'warning',
        message: `The database '${metadata.name}' archives its write-ahead log, but no ScheduledBackup here takes base backups of it: nothing can be recovered without one.`,
        fix: 'Add a ScheduledBackup.',
      }),
    );
  }
  if (spec.backup?.barmanObjectStore && !spec.backup.retentionPolicy) {
    findings.push(unbounded(manifest, ['spec', 'backup']));
  }
  const ours = archivers.find(({ name }) => name === BARMAN_PLUGIN);
  if (ours && !ours.parameters?.barmanObjectName) {
    findings.push(
      findingAt(manifest, ['spec', 'plugins'], {
        code: 'OBJECT_STORE_UNNAMED',
        severity: 'error',
        message: `The plugin '${BARMAN_PLUGIN}' is not told which ObjectStore to archive into.`,
        fix: 'Write parameters.barmanObjectName.',
      }),
    );
  }
  return findings;
}

function hasBaseBackups(
  repository: CheckedRepository,
  manifest: Manifest,
  wanted: { name: string; namespace?: string },
): boolean {
  const place = clusterPlaceOf(manifest.path);
  if (!place || !repository.knows(clusterDirectory(place))) return true;
  return repository
    .objects('postgresql.cnpg.io/ScheduledBackup')
    .some(
      ({ manifest: { path }, object: { metadata, spec } }) =>
        path.startsWith(`${clusterDirectory(place)}/`) &&
        metadata.namespace === wanted.namespace &&
        spec.cluster.name === wanted.name,
    );
}

function checkStore({ manifest, object }: ObjectStore): Finding[] {
  const findings: Finding[] = [];
  const { configuration, retentionPolicy } = object.spec;
  if (retentionPolicy === undefined)
    findings.push(unbounded(manifest, ['spec']));
  if (/^http:/i.test(configuration.endpointURL ?? '')) {
    findings.push(
      findingAt(manifest, ['spec', 'configuration', 'endpointURL'], {
        code: 'STORAGE_INSECURE',
        severity: 'warning',
        message: 'The database travels in clear to an http:// address.',
        fix: 'Use https://.',
      }),
    );
  }
  return findings;
}

function unbounded(manifest: Manifest, field: string[]): Finding {
  return findingAt(manifest, field, {
    code: 'RETENTION_MISSING',
    severity: 'warning',
    message:
      'No retentionPolicy is written: backups and write-ahead log are kept for ever.',
    fix: "Write one, such as '30d'.",
  });
}

/** Barman keeps each database in a folder of its name, whatever cluster it is in. */
function checkSharing(stores: ObjectStore[]): Finding[] {
  const owners = new Map<string, string>();
  return stores.flatMap(({ manifest, object }): Finding[] => {
    const place = clusterPlaceOf(manifest.path);
    if (!place) return [];
    const { destinationPath, endpointURL = '' } = object.spec.configuration;
    const key = JSON.stringify([
      endpointURL,
      destinationPath.replace(/\/+$/, ''),
    ]);
    const owner = owners.get(key) ?? place.cluster;
    owners.set(key, owner);
    if (owner === place.cluster) return [];
    return [
      findingAt(manifest, ['spec', 'configuration', 'destinationPath'], {
        code: 'PREFIX_SHARED',
        severity: 'warning',
        message: `Databases of the cluster '${owner}' are kept in the same place; two of the same name would overwrite each other.`,
        fix: 'Give each Kubernetes cluster a folder of its own.',
      }),
    ];
  });
}
