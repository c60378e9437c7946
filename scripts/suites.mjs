import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { runTool } from './checks.mjs';
import { run } from './processes.mjs';
import { ensureChromium } from './chromium.mjs';
import { freePort, isFree } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { DEFAULT_PORTS, startProduct, stopProduct } from './product.mjs';
import { jestResults, oneCheck, playwrightResults } from './results.mjs';
import { cacheDir, root } from './runtime.mjs';

const MINUTE_MS = 60_000;

function freshReport(name) {
  const file = join(cacheDir, 'reports', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

async function postgresOrReason(logFile) {
  try {
    return { postgres: await startPostgres({ logFile }) };
  } catch (error) {
    return {
      reason: `PostgreSQL could not be started, so the tests ran on SQLite alone: ${error.message}`,
    };
  }
}

/** Unit and integration tests, on SQLite and on a PostgreSQL of their own. */
export async function runUnitTests({ env, logFile, verbose }) {
  const file = freshReport('jest');
  const { postgres, reason } = await postgresOrReason(`${logFile}.postgres`);
  try {
    const outcome = await runTool(
      [
        '@backstage/cli',
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        '--coverage=false',
        `--maxWorkers=${availableParallelism()}`,
        '--json',
        `--outputFile=${file}`,
      ],
      {
        env: {
          ...env,
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          ...(postgres && {
            BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: postgres.url,
          }),
        },
        logFile,
        verbose,
        timeoutMs: 30 * MINUTE_MS,
      },
    );
    const results = jestResults(file, outcome);
    return reason
      ? {
          ...results,
          failed: results.failed + 1,
          details: `${reason}\n${results.details}`,
        }
      : results;
  } finally {
    await postgres?.stop();
  }
}

/** Some of the random plans, always the same: `yarn fuzz:plans` does 10,000. */
export async function runFuzz({ env, logFile, verbose }) {
  const { code, tail } = await run(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'fuzz/fuzzPlans.ts',
      ...['--plans', '40', '--seed', '300'],
    ],
    {
      name: 'fuzz',
      cwd: join(root, 'packages/cli'),
      env,
      logFile,
      verbose,
      timeoutMs: 5 * MINUTE_MS,
    },
  );
  return oneCheck(code === 0, tail);
}

/** Two minutes of the soak: three replicas, faults, and then all is compared. */
export async function runSoak({ env, logFile, verbose }) {
  const postgres = await startPostgres({ logFile: `${logFile}.postgres` });
  try {
    const { code, tail } = await run(
      process.execPath,
      [
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        'bench/soak.ts',
        ...['--minutes', '1.5', '--seed', '7', '--clusters', '20'],
        ...['--churn', '20', '--postgres', postgres.url],
      ],
      {
        name: 'soak',
        cwd: join(root, 'plugins/velero-manager-backend'),
        env,
        logFile,
        verbose,
        timeoutMs: 12 * MINUTE_MS,
      },
    );
    return oneCheck(code === 0, tail);
  } finally {
    await postgres.stop();
  }
}

// A product that somebody is using on the usual ports is left alone.
async function portsToUse() {
  const usual = Object.values(DEFAULT_PORTS);
  const free = await Promise.all(usual.map(isFree));
  return free.every(Boolean)
    ? DEFAULT_PORTS
    : { app: await freePort(), backend: await freePort() };
}

/** The end-to-end tests, in a real Chromium against the whole product. */
export async function runEndToEndTests({ env, logFile, verbose }) {
  const file = freshReport('playwright');
  const chromium = await ensureChromium({ logFile: `${logFile}.apt` });
  const ports = await portsToUse();
  try {
    const product = await startProduct({
      env,
      ports,
      verbose,
      report: sentence => console.log(`      ${sentence}`),
    });
    const tests = runTool(['@playwright/test', 'playwright', 'test'], {
      env: {
        ...env,
        PLAYWRIGHT_CHROMIUM: chromium,
        PLAYWRIGHT_URL: product.urls.app,
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        VELERO_MANAGER_BACKEND_URL: product.urls.backend,
        VELERO_MANAGER_FLEET_DIR: product.directory,
      },
      logFile,
      verbose,
      timeoutMs: 55 * MINUTE_MS,
    });
    const outcome = await Promise.race([tests, product.ended]);
    return playwrightResults(file, outcome);
  } finally {
    await stopProduct(ports);
  }
}
