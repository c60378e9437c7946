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
import type { DbClusterRow, DbFactRow, DbKindStatusRow } from '../../tables';

/** Completed backups that are looked at for each schedule, newest first. */
const RUNS_PER_SCHEDULE = 5;

/**
 * What the clusters show of what a change wrote: of its schedules also their
 * completed backups since it was merged.
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

async function sightSchedules(options: {
  knex: Knex;
  change: SoughtObjects;
}): Promise<Pick<ChangeSightings, 'schedules' | 'goodRuns'>> {
  const { knex, change } = options;
  const { cluster, mergedAt } = change;
  const sightings: Pick<ChangeSightings, 'schedules' | 'goodRuns'> = {
    schedules: [],
    goodRuns: [],
  };
  for (const { namespace, name } of change.schedules) {
    const row = await knex<DbFactRow>('facts')
      .where({ cluster, kind: 'Schedule', namespace, name })
      .first('data');
    if (!row) {
      continue;
    }
    const schedule: ScheduleFact = JSON.parse(row.data);
    sightings.schedules.push(schedule);
    const runs = await knex<DbFactRow>('facts')
      .where({ cluster, kind: 'Backup', namespace, owner: name })
      .where('outcome', 'Completed')
      .where('occurred_at', '>=', mergedAt?.getTime() ?? 0)
      .orderBy('occurred_at', 'desc')
      .limit(RUNS_PER_SCHEDULE)
      .select('data');
    sightings.goodRuns.push(...runs.map(run => JSON.parse(run.data)));
  }
  return sightings;
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
        row => ({ kind, fact: JSON.parse(row.data) } as SightedObject),
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
