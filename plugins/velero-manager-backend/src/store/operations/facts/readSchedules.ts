import {
  BackupFact,
  ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { KnownRuns } from '../../KnownRuns';
import { DbFactScopeRow } from '../../tables';
import { ScopeReach } from './ScopeReach';
import { readFacts } from './readFacts';
import { readRuns } from './readRuns';
import { readScopes } from './scopeIndex';

/** What somebody asks about the schedules of some clusters. @internal */
export interface ScheduleQuestion {
  clusters: string[];
  /** Of schedules and runs those that matter to these places; absent: all. */
  places?: { cluster: string; namespace: string }[];
}

/** Schedules, and runs with one or without, by cluster. @internal */
export interface ScheduleAnswer {
  schedules: Map<string, ScheduleFact[]>;
  runs: Map<string, BackupFact[]>;
}

/**
 * The schedules of some clusters with their runs, and the runs without a
 * schedule: those that matter to some places, or all. All questions are read
 * together, each fact once.
 *
 * @remarks
 * The namespace lists are read first. They are small and few, for the runs of
 * a schedule share them; the rest is read only where it can matter.
 *
 * @internal
 */
export async function readSchedules(options: {
  knex: Knex;
  questions: ScheduleQuestion[];
  runs: KnownRuns;
}): Promise<ScheduleAnswer[]> {
  const { knex, questions } = options;
  const clusters = [...new Set(questions.flatMap(asked => asked.clusters))];
  if (clusters.length === 0) {
    return questions.map(() => ({ schedules: new Map(), runs: new Map() }));
  }
  const scopes = await readScopes({ knex, clusters });
  const reach = ScopeReach.create(scopes);
  const reaching = questions.map(question =>
    question.places
      ? reach.find(question.places)
      : scopes.filter(({ cluster }) => question.clusters.includes(cluster)),
  );
  const names = reaching.map(namesOfSchedules);
  const [schedules, runs] = await Promise.all([
    readFacts({
      knex,
      clusters,
      kind: 'Schedule',
      names: questions.every(({ places }) => places)
        ? [...new Set(names.flatMap(own => [...own]))]
        : undefined,
    }),
    readRuns({
      ...{ knex, known: options.runs },
      groups: [...new Set(reaching.flat())].filter(isOfRuns),
    }),
  ]);
  return questions.map((question, i) => ({
    schedules: new Map(
      question.clusters.map(cluster => [
        cluster,
        (schedules.get(cluster) ?? []).filter(
          ({ name }) => !question.places || names[i].has(name),
        ),
      ]),
    ),
    runs: new Map(
      question.clusters.map(cluster => [
        cluster,
        runs(
          reaching[i].filter(
            group => group.cluster === cluster && isOfRuns(group),
          ),
        ),
      ]),
    ),
  }));
}

function namesOfSchedules(scopes: DbFactScopeRow[]): Set<string> {
  return new Set(
    scopes.flatMap(({ kind, owner }) => (kind === 'Schedule' ? [owner] : [])),
  );
}

function isOfRuns({ kind }: DbFactScopeRow): boolean {
  return kind === 'Backup';
}
