import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { yarn } from './install.mjs';
import { manifest } from './packages.mjs';
import { run } from './processes.mjs';
import { root, UserError } from './runtime.mjs';

const CREATE_APP = '0.9.2'; // makes a portal of the release in backstage.json
const TIMEOUT_MS = 10 * 60_000;

/** Runs on when the command succeeded, else throws its last lines. */
export async function succeed(what, result) {
  const { code, tail } = await result;
  if (code !== 0) {
    throw new UserError(`${what} failed (exit code ${code}):\n${tail}`);
  }
}

function editJson(file, edit) {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  edit(content);
  writeFileSync(file, JSON.stringify(content, null, 2));
}

async function createApp(folder, { env, logFile }) {
  const home = join(folder, 'create-app');
  mkdirSync(home);
  const content = {
    private: true,
    dependencies: { '@backstage/create-app': CREATE_APP },
    // Its newest cli-common asks for a package that is not everywhere yet.
    overrides: { '@backstage/cli-common': '0.3.1' },
  };
  writeFileSync(join(home, 'package.json'), JSON.stringify(content));
  const options = { env, logFile, timeoutMs: TIMEOUT_MS };
  await succeed(
    'Getting @backstage/create-app',
    run('npm', ['install', '--no-audit', '--no-fund'], {
      ...options,
      name: 'npm',
      cwd: home,
    }),
  );
  const creator = join(home, 'node_modules', '.bin', 'backstage-create-app');
  await succeed(
    '@backstage/create-app',
    run(process.execPath, [creator, '--skip-install'], {
      ...options,
      name: 'create-app',
      env: { ...env, BACKSTAGE_APP_NAME: 'portal' },
      cwd: folder,
    }),
  );
  return join(folder, 'portal');
}

// What any installation of this release needs today; our lock file as a seed
// stands in for the one that create-app would download.
function settle(portal) {
  const { resolutions, dependenciesMeta } = manifest('.');
  cpSync(join(root, '.yarnrc.yml'), join(portal, '.yarnrc.yml'));
  cpSync(join(root, 'yarn.lock'), join(portal, 'yarn.lock'));
  editJson(join(portal, 'package.json'), own => {
    own.resolutions = { ...own.resolutions, ...resolutions };
    own.dependenciesMeta = dependenciesMeta;
  });
}

function addPlugins(portal, tarballs) {
  const sources = Object.fromEntries(
    tarballs.map(({ name, file }) => [name, `file:${file}`]),
  );
  // Our packages ask for each other by version, which no registry has.
  editJson(join(portal, 'package.json'), own => {
    Object.assign(own.resolutions, sources);
  });
  const add = (folder, role) =>
    editJson(join(portal, folder, 'package.json'), own => {
      for (const { name } of tarballs.filter(t => t.role === role)) {
        own.dependencies[name] = sources[name];
      }
    });
  add('packages/app', 'frontend-plugin');
  add('packages/backend', 'backend-plugin');

  const index = join(portal, 'packages/backend/src/index.ts');
  const lines = tarballs
    .filter(({ role }) => role === 'backend-plugin')
    .map(({ name }) => `backend.add(import('${name}'));\n`);
  writeFileSync(
    index,
    readFileSync(index, 'utf8').replace(
      'backend.start();',
      `${lines.join('')}\nbackend.start();`,
    ),
  );
}

/**
 * Makes a new portal with Backstage's own create-app in `folder`, adds the
 * packed plugins (`{ name, role, file }`) as an adopter would, and installs.
 * Answers the portal's folder.
 */
export async function createPortal(folder, { tarballs, ...options }) {
  const portal = await createApp(folder, options);
  settle(portal);
  addPlugins(portal, tarballs);
  await succeed(
    'Installing the new portal',
    yarn(['install', '--no-immutable'], {
      ...options,
      cwd: portal,
      timeoutMs: TIMEOUT_MS,
    }),
  );
  return portal;
}
