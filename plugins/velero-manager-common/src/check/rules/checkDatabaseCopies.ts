import { coversNamespace } from '../../coverage';
import { clusterDirectory } from '../../snapshot';
import { clusterPlaceOf } from '../../snapshot/layout';
import { quoteName, quoteNames } from '../../words';
import type { Checked, CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import type { DatabaseName, Rule } from './Rule';

type Schedule = Checked<'velero.io/Schedule'>;

/**
 * Trap T17: Velero copies the files of a database one after the other while it
 * writes to them, and nothing makes it hold still. A snapshot is of one moment,
 * and a hook may do. Known are the databases of CloudNative-PG that Git or the
 * cluster tells of.
 *
 * @internal
 */
export const checkDatabaseCopies: Rule = (repository, facts) =>
  repository.objects('velero.io/Schedule').flatMap(schedule => {
    const place = clusterPlaceOf(schedule.manifest.path);
    if (!place || !copiesFiles(schedule)) return [];
    const inCluster = facts?.clusters[place.cluster]?.databases ?? null;
    const copied = unique([
      ...databasesBelow(repository, clusterDirectory(place)),
      ...(inCluster ?? []),
    ]).filter(({ namespace }) => takes(schedule, namespace));
    if (copied.length > 0) return [copyOf(schedule, copied)];
    return inCluster === null ? [notChecked(schedule, place.cluster)] : [];
  });

/** File by file, with nothing that is run in the pods before. */
function copiesFiles({ object }: Schedule): boolean {
  const { template, paused } = object.spec;
  const { defaultVolumesToFsBackup, defaultVolumesToRestic, hooks } = template;
  return (
    !paused &&
    (hooks?.resources ?? []).length === 0 &&
    (defaultVolumesToFsBackup === true || defaultVolumesToRestic === true)
  );
}

function databasesBelow(
  repository: CheckedRepository,
  directory: string,
): DatabaseName[] {
  return repository
    .objects('postgresql.cnpg.io/Cluster')
    .filter(({ manifest }) => manifest.path.startsWith(`${directory}/`))
    .flatMap(({ object: { metadata } }) =>
      metadata.namespace === undefined
        ? []
        : [{ namespace: metadata.namespace, name: metadata.name }],
    );
}

function unique(databases: readonly DatabaseName[]): DatabaseName[] {
  const all = databases.map(
    item => [`${item.namespace}/${item.name}`, item] as const,
  );
  return [...new Map(all).values()];
}

function takes({ object }: Schedule, namespace: string): boolean {
  const { includedNamespaces, excludedNamespaces } = object.spec.template;
  return coversNamespace({
    included: includedNamespaces ?? [],
    excluded: excludedNamespaces ?? [],
    namespace: { name: namespace },
    veleroVersion: null, // what runs is not known from Git
  }).covered;
}

function copyOf(
  { manifest, object }: Schedule,
  databases: readonly DatabaseName[],
): Finding {
  const [{ namespace }] = databases;
  const ofFirst = databases.filter(item => item.namespace === namespace);
  const more = databases.length - ofFirst.length;
  return findingAt(manifest, ['spec', 'template', 'defaultVolumesToFsBackup'], {
    code: 'DB_FILE_COPY',
    severity: 'warning',
    message: `The schedule ${quoteName(
      object.metadata.name,
    )} copies the files of the PostgreSQL cluster ${quoteNames(
      ofFirst.map(({ name }) => name),
    )} in the namespace ${quoteName(namespace)}${
      more > 0 ? ` and of ${more} more` : ''
    } while it runs: a database restored from that may not start.`,
    fix: 'Leave these volumes out of the schedule, or run a hook, and let CloudNative-PG back the database up.',
  });
}

function notChecked({ manifest, object }: Schedule, cluster: string): Finding {
  return findingAt(manifest, ['spec', 'template', 'defaultVolumesToFsBackup'], {
    code: 'DATABASES_NOT_CHECKED',
    severity: 'info',
    message: `Whether the schedule ${quoteName(
      object.metadata.name,
    )} copies the files of running databases was not checked: those in the cluster '${cluster}' are not known at present.`,
  });
}
