// Measures how long a change to many clusters takes from its intent to a checked
// plan. Run as `yarn bench:plan`; see docs/authoring.md.

import { parseArgs } from 'node:util';
import { check, pathsOf, plan, type RepositorySnapshot } from '../src';
import {
  intentOf,
  onboard,
  repositoryAfter,
  save,
  snapshotOf,
} from '../src/plan/__fixtures__/repositories';
import { describeMachine, measure } from './Distribution';

/** What is promised of a hundred clusters. */
const AIM_MS = 2_000;
const MOST_CLUSTERS = 100;
/** A round is long, so that few compile all code. */
const WARM_UP = 2;

const nameOf = (index: number) =>
  `prod-cluster-${String(index).padStart(2, '0')}`;

/** A repository in which each cluster has this many schedules, all alike. */
function createRepository(clusters: number, schedules: number) {
  const cluster = nameOf(0);
  const one = repositoryAfter(
    onboard({ cluster }),
    ...Array.from({ length: schedules }, (_, index) =>
      save({ cluster, scope: `app-${index}`, cron: `${index} * * * *` }),
    ),
  );
  const all = Array.from({ length: clusters }, (_, index) => nameOf(index));
  return new Map(
    all.flatMap(name =>
      [...one].map(
        ([path, text]) =>
          [path, text].map(part => part.split(cluster).join(name)) as [
            string,
            string,
          ],
      ),
    ),
  );
}

function everywhere(clusters: number, more: object = {}) {
  const [cluster, ...alsoIn] = Array.from({ length: clusters }, (_, index) =>
    nameOf(index),
  );
  return save({ cluster, alsoIn, ...more });
}

/** As the portal does it: of what the intent may look at, and no more. */
function measureClusters(
  rounds: number,
  size: { clusters: number; schedules: number },
) {
  const intent = intentOf(everywhere(size.clusters));
  const { files: some, directories } = pathsOf(intent);
  const files = new Map(
    [...createRepository(size.clusters, size.schedules)].filter(
      ([path]) =>
        some.includes(path) ||
        directories.some(directory => path.startsWith(`${directory}/`)),
    ),
  );
  /** As never read before, so that nothing is known of its texts. */
  const unread = (round: number) =>
    snapshotOf(
      new Map(
        [...files].map(([path, text]) => [path, `${text}# round ${round}\n`]),
      ),
    );
  const known = snapshotOf(files);
  let written = 0;
  let findings = 0;
  const preview = (given: RepositorySnapshot) => {
    const planned = plan(intent, given);
    if (planned.result !== 'planned') throw new Error(planned.result);
    written = planned.plan.files.length;
    findings = check({ plan: planned.plan }, given).length;
  };
  const often = { rounds, warmUp: WARM_UP };
  const planning = measure(often, unread, given => plan(intent, given));
  const both = measure(
    often,
    round => unread(round + rounds + WARM_UP),
    preview,
  );
  const again = measure(often, () => known, preview);
  return {
    ...size,
    read: files.size,
    written,
    findings,
    planning,
    both,
    again,
  };
}

function main(): void {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '10' },
      schedules: { type: 'string', default: '10' },
    },
  });
  const [rounds, schedules] = [values.rounds, values.schedules].map(Number);
  const all = [1, 10, MOST_CLUSTERS].map(clusters =>
    measureClusters(rounds, { clusters, schedules }),
  );
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  console.log(`\nOne schedule for many clusters, ${describeMachine()}\n`);
  console.table(
    all.map(({ clusters, read, written, findings, planning, both, again }) => ({
      clusters,
      'files read': read,
      'files written': written,
      findings,
      'plan, p50': ms(planning.p50),
      'plan, processor': ms(planning.cpu),
      'plan and checks, p50': ms(both.p50),
      'plan and checks, processor': ms(both.cpu),
      'the same again, processor': ms(again.cpu),
    })),
  );
  const isKept = all[all.length - 1].both.cpu < AIM_MS;
  console.log(
    `${MOST_CLUSTERS} clusters in under ${AIM_MS} ms of the processor: ${
      isKept ? 'kept' : 'not kept'
    }.`,
  );
}

main();
