import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';
import { UserError } from './runtime.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
const ELSEWHERE = [
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of a Chromium (or Chrome) on this machine, or `null`. */
export function findChromium() {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) {
    if (!existsSync(named)) {
      throw new UserError(
        `PLAYWRIGHT_CHROMIUM names '${named}', which does not exist.`,
      );
    }
    return named;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...folders.flatMap(folder => NAMES.map(name => join(folder, name))),
    ...ELSEWHERE,
  ];
  return candidates.find(path => existsSync(path)) ?? null;
}

function canInstall() {
  return (
    process.getuid() === 0 &&
    existsSync('/etc/debian_version') &&
    spawnSync('apt-get', ['--version']).status === 0
  );
}

/**
 * The path of a Chromium; as root on Debian it is installed when missing.
 * Throws an error that says how to get one.
 */
export async function ensureChromium({ logFile }) {
  const found = findChromium();
  if (found) {
    return found;
  }
  const options = {
    name: 'apt-get',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    logFile,
    timeoutMs: 10 * 60_000,
  };
  let tail = '';
  if (canInstall()) {
    console.log(
      '      There is no Chromium here; installing it with apt-get …',
    );
    await run('apt-get', ['update'], options);
    ({ tail } = await run(
      'apt-get',
      ['install', '-y', '--no-install-recommends', 'chromium'],
      options,
    ));
  }
  const installed = findChromium();
  if (!installed) {
    throw new UserError(
      `The browser tests need a Chromium or Chrome, and there is none. Install one (Debian: apt-get install chromium), or name its file in PLAYWRIGHT_CHROMIUM.\n${tail}`,
    );
  }
  return installed;
}
