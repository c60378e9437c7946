import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';
import path from 'node:path';

// `npm test` starts the product and says where it is; on its own,
// `yarn test:e2e` uses the one that `npm start` keeps, or starts it.
const startedElsewhere = process.env.PLAYWRIGHT_URL;
const baseURL = startedElsewhere ?? 'http://localhost:3000';
process.env.VELERO_MANAGER_FLEET_DIR ??= path.join(__dirname, '.dev-fleet');

const cache = path.join(__dirname, 'node_modules', '.cache', 'e2e');
const chromium =
  process.env.PLAYWRIGHT_CHROMIUM ??
  [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ].find(file => existsSync(file));
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e-tests',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // All tests look at one fleet and change it, so they take turns.
  workers: 1,
  fullyParallel: false,
  // A test that only passes the second time has found something.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list'],
    [
      'json',
      {
        outputFile:
          process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ??
          path.join(cache, 'report.json'),
      },
    ],
  ],
  projects: [
    { name: 'prepare', testMatch: 'loop/prepare.setup.ts' },
    { name: 'portal', testIgnore: ['loop/**', 'authoring/**', 'merged/**'] },
    {
      // From an unprotected service, and from an empty cluster, to green:
      // whoever breaks it now and then has broken it.
      name: 'loop',
      testMatch: 'loop/*.test.ts',
      dependencies: ['prepare'],
      repeatEach: 3,
    },
    {
      name: 'prepare-authoring',
      testMatch: 'authoring/prepare.setup.ts',
    },
    {
      // Templates from the page that offers them to what a cluster accepted.
      name: 'authoring',
      testMatch: 'authoring/*.test.ts',
      dependencies: ['prepare-authoring'],
    },
    {
      name: 'merged',
      testMatch: 'merged/*',
      dependencies: ['loop', 'authoring'],
    },
  ],
  outputDir: path.join(cache, 'results'),
  webServer: startedElsewhere
    ? undefined
    : {
        command: 'node scripts/start.mjs',
        url: baseURL,
        reuseExistingServer: true,
        timeout: 300_000,
        gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
      },
  use: {
    baseURL,
    actionTimeout: 20_000,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        // Chromium's sandbox refuses to work for root, as in most containers.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
