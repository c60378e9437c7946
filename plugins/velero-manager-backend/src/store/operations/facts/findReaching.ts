import { coversNamespace } from '@velero-manager/backstage-plugin-velero-manager-common';
import { DbFactScopeRow } from '../../tables';

/**
 * Of the namespace lists of some clusters, those that matter to places in
 * them: the schedules that take one of the places with all their backups,
 * whatever those took, and whatever else took one.
 *
 * @remarks
 * What a schedule takes at present says nothing of its earlier runs: it may
 * have taken more, or less. And all runs of a schedule together tell which
 * slots it kept. Labels of namespaces are not looked at, nor versions of
 * Velero: what is found may be too much, never too little.
 *
 * @internal
 */
export function findReaching(
  scopes: DbFactScopeRow[],
  places: { cluster: string; namespace: string }[],
): DbFactScopeRow[] {
  const reaches = rememberReach(places);
  const schedules = new Set(
    scopes
      .filter(row => row.kind === 'Schedule' && reaches(row))
      .map(scheduleKey),
  );
  return scopes.filter(
    row =>
      schedules.has(scheduleKey(row)) ||
      (row.kind !== 'Schedule' && reaches(row)),
  );
}

/** Tells whether lists take one of the places; each pair of lists is read once a cluster. */
function rememberReach(
  places: { cluster: string; namespace: string }[],
): (row: DbFactScopeRow) => boolean {
  const names = new Map<string, string[]>();
  for (const { cluster, namespace } of places) {
    names.set(cluster, [...(names.get(cluster) ?? []), namespace]);
  }
  const known = new Map<string, boolean>();
  return row => {
    const key = `${row.cluster} ${row.scope}`;
    const found = known.get(key) ?? takesOne(row, names.get(row.cluster) ?? []);
    known.set(key, found);
    return found;
  };
}

function takesOne(row: DbFactScopeRow, names: string[]): boolean {
  const included: string[] = JSON.parse(row.included);
  const excluded: string[] = JSON.parse(row.excluded);
  return names.some(
    name =>
      coversNamespace({
        included,
        excluded,
        namespace: { name, labels: null },
        veleroVersion: null,
      }).covered,
  );
}

function scheduleKey({ cluster, namespace, owner }: DbFactScopeRow): string {
  return JSON.stringify([cluster, namespace, owner]);
}
