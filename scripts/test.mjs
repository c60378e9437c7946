// npm test: everything that has to hold before a change is merged.
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import {
  checkApiReports,
  checkFormat,
  checkLint,
  checkLockFile,
  checkMetadata,
  checkTypes,
} from './checks.mjs';
import { installDependencies } from './install.mjs';
import { askedToStop, endEverything } from './processes.mjs';
import { oneCheck } from './results.mjs';
import {
  cacheDir,
  main,
  root,
  toolEnvironment,
  UserError,
  useSupportedNode,
} from './runtime.mjs';
import { runEndToEndTests, runFuzz, runSoak, runUnitTests } from './suites.mjs';
import { runPackedPluginTest } from './pack-into-portal.mjs';

const STEPS = [
  { id: 'install', title: 'dependencies', run: installStep },
  { id: 'format', title: 'formatting', run: checkFormat },
  { id: 'lint', title: 'lint and import rules', run: checkLint },
  { id: 'types', title: 'types', run: checkTypes },
  { id: 'lock', title: 'lock file', run: checkLockFile },
  { id: 'metadata', title: 'package metadata', run: checkMetadata },
  { id: 'api', title: 'API reports', run: checkApiReports },
  { id: 'unit', title: 'tests on SQLite, PostgreSQL', run: runUnitTests },
  { id: 'fuzz', title: 'random plans', run: runFuzz },
  { id: 'soak', title: 'soak of the collector', run: runSoak },
  { id: 'e2e', title: 'tests in Chromium', run: runEndToEndTests },
  {
    id: 'packed',
    title: 'packed, in a fresh portal',
    run: runPackedPluginTest,
  },
];

const HELP = `npm test [-- options]

  --only <step,…>  run these alone (dependencies are always installed):
                   ${STEPS.map(step => step.id).join(', ')}
  --verbose        show everything the tools print
  --help           this text`;

async function installStep({ env, verbose }) {
  const sentence = await installDependencies({ env, verbose });
  console.log(`      Node ${process.versions.node}. ${sentence}`);
  return oneCheck(true);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UserError(`${error.message}\n\n${HELP}`);
  }
}

function chosenSteps(only) {
  if (only === undefined) {
    return STEPS;
  }
  const ids = only.split(',').map(id => id.trim());
  const unknown = ids.filter(id => !STEPS.some(step => step.id === id));
  if (unknown.length > 0) {
    throw new UserError(
      `--only names '${unknown.join(
        "', '",
      )}', which is no step. The steps are ${STEPS.map(step => step.id).join(
        ', ',
      )}.`,
    );
  }
  return STEPS.filter(step => step.id === 'install' || ids.includes(step.id));
}

async function runStep(step, options) {
  console.log(`\n▶ ${step.title}`);
  const logFile = join(cacheDir, 'test-logs', `${step.id}.log`);
  const begun = Date.now();
  let result;
  try {
    result = await step.run({ ...options, logFile });
  } catch (error) {
    result = oneCheck(
      false,
      error instanceof UserError ? error.message : error.stack,
    );
  }
  const seconds = (Date.now() - begun) / 1000;
  if (result.failed > 0) {
    console.log(result.details);
    console.log(`      The whole log: ${relative(root, logFile)}`);
  }
  console.log(`  ${result.failed === 0 ? '✔' : '✖'} ${seconds.toFixed(1)} s`);
  return { ...step, ...result, seconds };
}

async function runSteps(steps, options) {
  const results = [];
  for (const step of steps) {
    const install = results[0];
    results.push(
      install?.failed
        ? { ...step, ...oneCheck(false), seconds: 0, notRun: true }
        : await runStep(step, options),
    );
  }
  return results;
}

function describe({ failed, passed, notRun }) {
  if (notRun) {
    return 'not run: no dependencies';
  }
  return failed === 0
    ? `passed (${passed})`
    : `FAILED (${failed} of ${passed + failed})`;
}

function printSummary(results) {
  console.log(`\n${'step'.padEnd(30)}${'result'.padEnd(26)}seconds`);
  for (const result of results) {
    console.log(
      `${result.title.padEnd(30)}${describe(result).padEnd(26)}${result.seconds
        .toFixed(1)
        .padStart(7)}`,
    );
  }
  const sum = key => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

async function test() {
  const { only, verbose, help } = readOptions();
  if (help) {
    console.log(HELP);
    return 0;
  }
  const steps = chosenSteps(only);
  await useSupportedNode(import.meta.url);
  const stop = askedToStop();
  rmSync(join(cacheDir, 'test-logs'), { recursive: true, force: true });
  const results = runSteps(steps, { env: toolEnvironment(), verbose });
  const end = await Promise.race([stop, results]);
  if (typeof end === 'string') {
    console.log(`\nStopping (${end}) …`);
    await endEverything();
    await results; // lets the step at hand tidy up
    return 130;
  }
  return printSummary(end);
}

await main(test);
process.exit();
