import {
  BackupFact,
  ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { findReaching } from './findReaching';
import { readFacts } from './readFacts';
import { readRuns } from './readRuns';
import { readScopes } from './scopeIndex';

/**
 * The schedules of some clusters with their runs, and the runs without a
 * schedule, by cluster: those that matter to some places, or all.
 *
 * @remarks
 * The namespace lists are read first. They are small and few, for the runs of
 * a schedule share them; the rest is read only where it can matter.
 *
 * @internal
 */
export async function readSchedules(options: {
  knex: Knex;
  clusters: string[];
  places?: { cluster: string; namespace: string }[];
}): Promise<{
  schedules: Map<string, ScheduleFact[]>;
  runs: Map<string, BackupFact[]>;
}> {
  const { knex, clusters, places } = options;
  const scopes = await readScopes({ knex, clusters });
  const reaching = places ? findReaching(scopes, places) : scopes;
  const names = reaching.flatMap(({ kind, owner }) =>
    kind === 'Schedule' ? [owner] : [],
  );
  const [schedules, runs] = await Promise.all([
    readFacts({
      knex,
      clusters,
      kind: 'Schedule',
      names: places && [...new Set(names)],
    }),
    readRuns({
      knex,
      groups: reaching.filter(({ kind }) => kind === 'Backup'),
    }),
  ]);
  return { schedules, runs };
}
