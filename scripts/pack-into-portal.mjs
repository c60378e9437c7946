import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runTool } from './checks.mjs';
import { ensureChromium } from './chromium.mjs';
import { yarn } from './install.mjs';
import { manifest, publishedPackages } from './packages.mjs';
import { freePort } from './ports.mjs';
import { createPortal, succeed } from './portal.mjs';
import { startProcess, stopEverything } from './processes.mjs';
import { portsConfig, untilAnswers } from './product.mjs';
import { oneCheck } from './results.mjs';
import { root, UserError } from './runtime.mjs';

const BUILD_TIMEOUT_MS = 10 * 60_000;
const START_TIMEOUT_MS = 5 * 60_000;
const PAGE_TIMEOUT_MS = 60_000;

// Nobody answers there: the page has to open, and say so, all the same.
const CLUSTER = 'nobody-home';

/** Builds and packs each published package; answers `{ name, role, file }`s. */
async function packPlugins(folder, { env, logFile }) {
  const options = { env, logFile, timeoutMs: BUILD_TIMEOUT_MS };
  await succeed(
    'Writing the type declarations',
    runTool(['typescript', 'tsc'], options),
  );
  const tarballs = [];
  for (const path of publishedPackages()) {
    const { name, backstage } = manifest(path);
    const cwd = join(root, path);
    const file = join(folder, `${path.replace('/', '-')}.tgz`);
    await succeed(
      `Building ${name}`,
      runTool(['@backstage/cli', 'backstage-cli', 'package', 'build'], {
        ...options,
        cwd,
      }),
    );
    await succeed(
      `Packing ${name}`,
      yarn(['pack', '--out', file], { ...options, cwd }),
    );
    tarballs.push({ name, role: backstage.role, file });
  }
  return tarballs;
}

function writeConfig(portal, ports) {
  const file = join(portal, 'app-config.packed.yaml');
  const config = {
    ...portsConfig(ports),
    veleroManager: {
      clusters: [
        {
          name: CLUSTER,
          environment: 'development',
          url: 'https://nobody-home.invalid:6443',
          auth: { type: 'serviceAccountToken', token: 'of-no-use' },
        },
      ],
    },
  };
  writeFileSync(file, JSON.stringify(config, null, 2));
  return file;
}

async function startPortal(portal, { env, logFile, ports }) {
  const config = writeConfig(portal, ports);
  const started = startProcess(
    process.execPath,
    [
      join(portal, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['repo', 'start'],
      ...['--config', join(portal, 'app-config.yaml'), '--config', config],
    ],
    {
      name: 'new portal',
      cwd: portal,
      // The template's config names it; the portal starts without a real one.
      env: { ...env, NODE_ENV: 'development', GITHUB_TOKEN: 'none' },
      logFile,
    },
  );
  const late = new AbortController();
  const end = await Promise.race([
    untilAnswers(
      [
        `http://localhost:${ports.backend}/.backstage/health/v1/readiness`,
        `http://localhost:${ports.app}`,
      ],
      { stopped: () => late.signal.aborted },
    ),
    started.exited.then(() => 'ended'),
    pause(START_TIMEOUT_MS, 'was not ready in time', { ref: false }),
  ]);
  late.abort();
  if (end) {
    throw new UserError(`The new portal ${end}:\n${started.tail()}`);
  }
}

async function lookAtPage(appUrl, { chromium, screenshot }) {
  const { chromium: launcher, expect } = await import('@playwright/test');
  const browser = await launcher.launch({
    executablePath: chromium,
    args: process.getuid() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${appUrl}/velero-manager`);
    await page.getByRole('button', { name: 'Enter' }).click();
    try {
      const main = page.getByRole('main').or(page.locator('#root'));
      await expect(
        page.getByRole('heading', { name: 'Backup & sync' }).first(),
      ).toBeVisible({ timeout: PAGE_TIMEOUT_MS });
      await expect(main.getByText(CLUSTER).first()).toBeVisible({
        timeout: PAGE_TIMEOUT_MS,
      });
    } catch (error) {
      await page.screenshot({ path: screenshot });
      throw new UserError(
        `The page did not show what it should (screenshot: ${screenshot}):\n${error.message}`,
      );
    }
  } finally {
    await browser.close();
  }
}

// Two hundred thousand files can take minutes to remove from a cold disk, and
// nobody needs to wait for it.
function removeInBackground(folder) {
  spawn('rm', ['-rf', folder], { detached: true, stdio: 'ignore' }).unref();
}

/**
 * Packs the published packages, installs the tarballs into a portal that
 * Backstage's create-app has just made, and opens our page there.
 */
export async function runPackedPluginTest({ env, logFile }) {
  const chromium = await ensureChromium({ logFile: `${logFile}.apt` });
  const folder = mkdtempSync(join(tmpdir(), 'velero-manager-packed-'));
  const say = sentence => console.log(`      ${sentence}`);
  try {
    say('Building and packing …');
    const tarballs = await packPlugins(folder, { env, logFile });
    say('Making a new portal and installing the packages …');
    const portal = await createPortal(folder, { env, logFile, tarballs });
    say('Starting it …');
    const ports = { app: await freePort(), backend: await freePort() };
    await startPortal(portal, { env, logFile: `${logFile}.portal`, ports });
    await lookAtPage(`http://localhost:${ports.app}`, {
      chromium,
      screenshot: `${logFile}.png`,
    });
    return oneCheck(true);
  } finally {
    await stopEverything();
    removeInBackground(folder);
  }
}
