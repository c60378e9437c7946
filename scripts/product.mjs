import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { isFree } from './ports.mjs';
import { startProcess, stopEverything } from './processes.mjs';
import { cacheDir, root, UserError } from './runtime.mjs';

const FLEET_TIMEOUT_MS = 2 * 60_000;
const PORTAL_TIMEOUT_MS = 5 * 60_000;
/** Where the portal and its backend listen when nobody says otherwise. */
export const DEFAULT_PORTS = { app: 3000, backend: 7007 };

// The CLI outlives a backend that could not start (it waits for an edit), so
// that death is read from what Node prints last.
const STARTUP_FAILURE = /^Node\.js v\d|BackendStartupError/;

/**
 * Where the fleet of a product on these ports writes its configuration; two
 * products on different ports do not get into each other's way.
 */
export function fleetDirectory({ app }) {
  return app === DEFAULT_PORTS.app
    ? join(root, '.dev-fleet')
    : join(cacheDir, `fleet-${app}`);
}

/** Throws an error that says what to do when one of the ports is taken. */
export async function assertPortsFree(ports) {
  for (const [part, port] of Object.entries(ports)) {
    if (!(await isFree(port))) {
      throw new UserError(
        `Port ${port}, where the ${part} should listen, is in use. Stop the program that holds it (\`lsof -i :${port}\` names it) or take another: npm start -- --${part}-port ${
          port + 100
        }`,
      );
    }
  }
}

/** The part of an app-config that says where portal and backend listen. */
export function portsConfig({ app, backend }) {
  return {
    app: { baseUrl: `http://localhost:${app}`, listen: { port: app } },
    backend: {
      baseUrl: `http://localhost:${backend}`,
      listen: { port: backend },
      cors: { origin: `http://localhost:${app}` },
    },
  };
}

function died(handle) {
  return handle.exited.then(code => {
    throw new UserError(
      `The ${handle.name} ended (${
        code === null ? 'by a signal' : `exit code ${code}`
      }). Its last lines:\n${handle.tail()}`,
    );
  });
}

function tooLate(handle, ms) {
  return pause(ms, undefined, { ref: false }).then(() => {
    throw new UserError(
      `The ${handle.name} was not ready after ${
        ms / 60_000
      } minutes. Its last lines:\n${handle.tail()}`,
    );
  });
}

async function startFleet({ env, directory, portal, verbose }) {
  const main = join(root, 'packages', 'dev-fleet', 'src', 'main.ts');
  const tsx = createRequire(main).resolve('tsx');
  let ready;
  const isReady = new Promise(resolve => {
    ready = resolve;
  });
  const fleet = startProcess(
    process.execPath,
    [
      ...['--import', pathToFileURL(tsx).href, main],
      ...['--out', directory, '--portal', portal],
    ],
    {
      name: 'fleet',
      env,
      cwd: root,
      verbose,
      logFile: join(cacheDir, 'logs', 'fleet.log'),
      onLine: line => line.includes('fleet ready') && ready(),
    },
  );
  const death = died(fleet);
  await Promise.race([isReady, death, tooLate(fleet, FLEET_TIMEOUT_MS)]);
  return { death };
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Waits until each address answers well, or until `stopped()`. */
export async function untilAnswers(urls, { stopped }) {
  for (const url of urls) {
    while (!stopped() && !(await answers(url))) {
      await pause(300);
    }
  }
}

// A developer's own settings, as `backstage-cli` itself would load them.
function localConfig() {
  const file = join(root, 'app-config.local.yaml');
  return existsSync(file) ? [file] : [];
}

async function startPortal({ env, urls, configs, verbose }) {
  let fail;
  const failure = new Promise((_, reject) => {
    fail = reject;
  });
  const portal = startProcess(
    process.execPath,
    [
      join(root, 'node_modules', '@backstage', 'cli', 'bin', 'backstage-cli'),
      'repo',
      'start',
      ...configs.flatMap(config => ['--config', config]),
    ],
    {
      name: 'portal',
      env: { ...env, NODE_ENV: 'development' },
      cwd: root,
      verbose,
      logFile: join(cacheDir, 'logs', 'portal.log'),
      onLine: line => STARTUP_FAILURE.test(line) && fail(line),
    },
  );
  const startupFailure = failure.catch(async () => {
    await pause(500); // lets the lines that explain it arrive
    throw new UserError(
      `The portal's backend could not start. Its last lines:\n${portal.tail()}`,
    );
  });
  const death = died(portal);
  let over = false;
  try {
    await Promise.race([
      untilAnswers([urls.readiness, urls.app], { stopped: () => over }),
      startupFailure,
      death,
      tooLate(portal, PORTAL_TIMEOUT_MS),
    ]);
  } finally {
    over = true;
    // From here on a restart that fails is the developer's to see and mend.
    startupFailure.catch(() => {});
  }
  return { death };
}

/** What the fleet says about itself. */
function readFleet(directory) {
  const file = join(directory, 'fleet.json');
  if (!existsSync(file)) {
    throw new UserError(`The development fleet did not write ${file}.`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Starts the whole product: the development fleet, then the portal that
 * watches it, and waits until both answer. `stopProduct` ends it, also when
 * starting failed half-way.
 *
 * Options: `env` (from `toolEnvironment`), `ports` (`{ app, backend }`, which
 * must be free), `verbose`, and `report`, told in a sentence what is waited
 * for. Answers `urls`, `fleet` (what it says about itself), `directory` and
 * `ended`, a promise that rejects when any part dies.
 */
export async function startProduct({ env, ports, verbose, report }) {
  const directory = fleetDirectory(ports);
  const urls = {
    app: `http://localhost:${ports.app}`,
    backend: `http://localhost:${ports.backend}`,
    readiness: `http://localhost:${ports.backend}/.backstage/health/v1/readiness`,
  };
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });

  report('Starting the development fleet …');
  const fleet = await startFleet({
    ...{ env, directory, verbose },
    portal: urls.backend,
  });

  // JSON is YAML too.
  const portsFile = join(directory, 'app-config.ports.yaml');
  writeFileSync(portsFile, JSON.stringify(portsConfig(ports), null, 2));
  report('Starting the portal; the first build takes a moment …');
  const portalStart = startPortal({
    env,
    urls,
    verbose,
    configs: [
      join(root, 'app-config.yaml'),
      ...localConfig(),
      join(directory, 'app-config.fleet.yaml'),
      portsFile,
    ],
  });
  const portal = await Promise.race([portalStart, fleet.death]);
  const ended = Promise.race([fleet.death, portal.death]);
  ended.catch(() => {}); // a caller may look at it late
  return { urls, directory, fleet: readFleet(directory), ended };
}

/**
 * Stops everything that was started and removes what the fleet wrote.
 */
export async function stopProduct(ports) {
  await stopEverything();
  rmSync(fleetDirectory(ports), { recursive: true, force: true });
}
