// npm start: the whole product on this machine, see `--help`.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from './install.mjs';
import { askedToStop, endEverything } from './processes.mjs';
import {
  assertPortsFree,
  DEFAULT_PORTS,
  startProduct,
  stopProduct,
} from './product.mjs';
import {
  cacheDir,
  main,
  root,
  toolEnvironment,
  UserError,
  useSupportedNode,
} from './runtime.mjs';

const HELP = `npm start [-- options]: the portal, its backend and a simulated fleet

  --app-port <n>      where the portal's page listens (3000)
  --backend-port <n>  where the backend listens (7007)
  --verbose           show everything the parts print
  --help              this text

Ctrl-C stops everything. Your own settings go into app-config.local.yaml.`;

function readPort(name, value) {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(
      `--${name} must be a port from 1 to 65535, but is '${value}'.`,
    );
  }
  return port;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        'app-port': { type: 'string', default: `${DEFAULT_PORTS.app}` },
        'backend-port': { type: 'string', default: `${DEFAULT_PORTS.backend}` },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UserError(`${error.message}\n\n${HELP}`);
  }
}

function welcome({ urls, fleet }) {
  const words = {
    app: urls.app,
    backend: urls.backend,
    fleet: fleet.controlUrl,
    clusters: fleet.clusters.length,
    logs: relative(root, join(cacheDir, 'logs')),
    tryThis: (fleet.tryThis ?? []).map(hint => `  * ${hint}`).join('\n'),
  };
  return readFileSync(join(root, 'scripts', 'welcome.txt'), 'utf8').replace(
    /\{(\w+)\}/g,
    (_, word) => words[word],
  );
}

async function start() {
  const options = readOptions();
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const ports = {
    app: readPort('app-port', options['app-port']),
    backend: readPort('backend-port', options['backend-port']),
  };
  await useSupportedNode(import.meta.url);
  const stop = askedToStop();
  await assertPortsFree(ports);
  const env = toolEnvironment();
  const { verbose } = options;

  const work = async () => {
    console.log(await installDependencies({ env, verbose }));
    const product = await startProduct({
      env,
      ports,
      verbose,
      report: sentence => console.log(sentence),
    });
    console.log(`\n${welcome(product)}`);
    await product.ended;
  };
  try {
    const signal = await Promise.race([stop, work()]);
    console.log(`\nStopping (${signal}) …`);
    return 0;
  } finally {
    await endEverything();
    await stopProduct(ports);
  }
}

await main(start);
// Answers that no longer matter must not keep the process alive.
process.exit();
