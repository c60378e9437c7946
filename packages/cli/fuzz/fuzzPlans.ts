// Works on random repositories with random intents, and makes sure that each
// plan keeps what is promised of it; see docs/authoring.md. Run as
// `yarn fuzz:plans`.

import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { StrictSchemas } from '../src/__testUtils__/StrictSchemas';
import { FuzzedRepository, type Outcome } from './FuzzedRepository';
import { buildLeaves, hasKustomize } from '../src/__testUtils__/buildLeaves';
import { randomWork, type Work } from './randomWork';

const USAGE = `Usage: yarn fuzz:plans [--plans 10000] [--seed N] [--steps 20]

  --plans  go on until this many intents were planned
  --seed   the same seed does the same; without it, one is made and printed
  --steps  intents that one repository is worked on with

With kubectl on the path, each repository is built with kustomize at the end.
With VELERO_MANAGER_SHARED, the folder that holds crds/<project>, each object is
read as an API server does that refuses fields that it does not know.
`;

interface Options {
  plans: number;
  seed: number;
  steps: number;
}

function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: {
        plans: { type: 'string', default: '10000' },
        seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
        steps: { type: 'string', default: '20' },
      },
    });
    const [plans, seed, steps] = [values.plans, values.seed, values.steps].map(
      Number,
    );
    return [plans, seed, steps].every(Number.isSafeInteger) && steps > 0
      ? { plans, seed, steps }
      : null;
  } catch {
    return null;
  }
}

/** Works on one repository from its start to its build. */
async function workOn(
  work: Work,
  tools: { schemas: StrictSchemas | null; kustomize: boolean },
): Promise<{ outcomes: Outcome[]; leaves: number }> {
  const repository = FuzzedRepository.start(work, tools.schemas);
  const outcomes = work.steps.map((step, index) => {
    try {
      return repository.work(step);
    } catch (error) {
      throw new Error(
        `Step ${index}, ${JSON.stringify(step.intent)}: ${
          (error as Error).message
        }`,
      );
    }
  });
  const errors = repository.findErrors();
  if (errors.length > 0) {
    throw new Error(`In the end the checks find: ${errors.join('; ')}`);
  }
  return {
    outcomes,
    leaves: tools.kustomize ? await buildLeaves(repository.files) : 0,
  };
}

function printFigures(outcomes: readonly Outcome[]): void {
  const results = ['planned', 'unchanged', 'conflict', 'refused'] as const;
  console.log(`\n| intent | ${results.join(' | ')} |`);
  console.log(`| --- |${' ---: |'.repeat(results.length)}`);
  for (const kind of [...new Set(outcomes.map(item => item.kind))].sort()) {
    const counts = results.map(
      result =>
        outcomes.filter(item => item.kind === kind && item.result === result)
          .length,
    );
    console.log(`| \`${kind}\` | ${counts.join(' | ')} |`);
  }
  const reasons = new Map<string, number>();
  for (const { kind, result, why } of outcomes) {
    if (why === null) continue;
    const reason = `${kind} ${result}: ${why}`;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  console.log('');
  for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1])) {
    console.log(`${String(count).padStart(6)}  ${reason}`);
  }
}

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  const { plans, seed, steps } = options;
  const shared = process.env.VELERO_MANAGER_SHARED;
  const tools = {
    schemas: shared ? StrictSchemas.read(shared) : null,
    kustomize: hasKustomize(),
  };
  console.log(
    `Seed ${seed}; ${
      tools.kustomize ? 'built with kustomize' : 'no kubectl, so nothing built'
    }; ${
      tools.schemas ? 'read by CRDs' : 'no VELERO_MANAGER_SHARED, so no CRDs'
    }.`,
  );
  const begun = Date.now();
  const outcomes: Outcome[] = [];
  let planned = 0;
  let leaves = 0;
  let round = 0;
  for (; planned < plans; round++) {
    const [work] = fc.sample(randomWork(steps), {
      seed: seed + round,
      numRuns: 1,
    });
    try {
      const done = await workOn(work, tools);
      outcomes.push(...done.outcomes);
      leaves += done.leaves;
    } catch (error) {
      console.error(
        `Repository ${round}, again with --seed ${
          seed + round
        } --steps ${steps} --plans 1:\n${(error as Error).message}`,
      );
      return 1;
    }
    planned = outcomes.filter(({ result }) => result === 'planned').length;
    if (round % 25 === 24) console.log(`${planned} plans so far.`);
  }
  printFigures(outcomes);
  console.log(
    `\n${planned} plans of ${
      outcomes.length
    } intents in ${round} repositories keep what is promised, ${leaves} leaves were built, in ${(
      (Date.now() - begun) /
      1000
    ).toFixed(0)} s. Seed ${seed}.`,
  );
  return 0;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(error);
    process.exitCode = 2;
  },
);
