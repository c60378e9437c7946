import type { ScheduleFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Knex } from 'knex';
import {
  type ChangeSightings,
  type ExpectedObject,
  type FollowedKind,
  hubKinds,
  type SightedObject,
  type SoughtObjects,
} from '../../changeTypes';
import { readFactText } from '../../factText';
import type { DbClusterRow, DbFactRow, DbKindStatusRow } from '../../tables';

/** Backups that are looked at for each schedule, newest first, and completed ones. */
const RUNS_PER_SCHEDULE = 5;

/**
 * What the clusters show of what a change wrote: of its schedules also their
 * backups since it was merged, and which servers read them.
 *
 * @internal
 */
export async function sightObjects(options: {
  knex: Knex;
  change: SoughtObjects;
}): Promise<ChangeSightings> {
  return {
    ...(await sightSchedules(options)),
    objects: await readObjects(options),
    knownKinds: await readKnownKinds(options),
  };
}

/** What is seen of the schedules of a change. */
type ScheduleSightings = Pick<
  ChangeSightings,
  'schedules' | 'goodRuns' | 'newestRuns' | 'servers'
>;

async function sightSchedules(options: {
  knex: Knex;
  change: SoughtObjects;
}): Promise<ScheduleSightings> {
  const { knex, change } = options;
  const { cluster } = change;
  const sightings: ScheduleSightings = {
    ...{ schedules: [], goodRuns: [], newestRuns: [], servers: [] },
  };
  for (const { namespace, name } of change.schedules) {
    const row = await knex<DbFactRow>('facts')
      .where({ cluster, kind: 'Schedule', namespace, name })
      .first('data');
    if (!row) {
      continue;
    }
    const schedule = readFactText('Schedule', row.data);
    sightings.schedules.push(schedule);
    const good = await runsOf(options, schedule)
      .where('outcome', 'Completed')
      .limit(RUNS_PER_SCHEDULE);
    sightings.goodRuns.push(
      ...good.map(run => readFactText('Backup', run.data)),
    );
    const newest = await runsOf(options, schedule).limit(RUNS_PER_SCHEDULE);
    sightings.newestRuns.push(
      ...newest.map(run => readFactText('Backup', run.data)),
    );
  }
  const namespaces = sightings.schedules.map(({ namespace }) => namespace);
  if (namespaces.length > 0) {
    const servers = await knex<DbFactRow>('facts')
      .where({ cluster, kind: 'VeleroServer' })
      .whereIn('namespace', namespaces)
      .select('data');
    sightings.servers.push(
      ...servers.map(({ data }) => readFactText('VeleroServer', data)),
    );
  }
  return sightings;
}

/** The backups of a schedule since its change was merged, newest first. */
function runsOf(
  { knex, change }: { knex: Knex; change: SoughtObjects },
  { namespace, name }: ScheduleFact,
) {
  const { cluster, mergedAt } = change;
  return knex<DbFactRow>('facts')
    .where({ cluster, kind: 'Backup', namespace, owner: name })
    .where('occurred_at', '>=', mergedAt?.getTime() ?? 0)
    .orderBy('occurred_at', 'desc')
    .select('data');
}

async function readObjects(options: {
  knex: Knex;
  change: SoughtObjects;
}): Promise<SightedObject[]> {
  const { knex, change } = options;
  const found: SightedObject[] = [];
  for (const { kind, namespace, name } of change.objects) {
    const rows = await knex<DbFactRow>('facts')
      .whereIn(
        'cluster',
        hubKinds.includes(kind)
          ? knex<DbClusterRow>('clusters').select('name')
          : [change.cluster],
      )
      .where({ kind, namespace, name })
      .select('data');
    found.push(
      // A row of a kind holds a fact of it.
      ...rows.map(
        row => ({ kind, fact: readFactText(kind, row.data) } as SightedObject),
      ),
    );
  }
  return found;
}

/** Only what shall be gone asks for it: what is there is known to be there. */
async function readKnownKinds(options: {
  knex: Knex;
  change: SoughtObjects;
}): Promise<FollowedKind[]> {
  const { knex, change } = options;
  const gone = change.objects.filter(isTakenAway).map(({ kind }) => kind);
  if (gone.length === 0) {
    return [];
  }
  const rows = await knex<DbKindStatusRow>('kind_status')
    .where({ cluster: change.cluster, state: 'synced' })
    .whereIn('kind', gone)
    .select('kind');
  return gone.filter(kind => rows.some(row => row.kind === kind));
}

function isTakenAway({ specHash }: ExpectedObject): boolean {
  return specHash === null;
}
