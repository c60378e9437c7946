import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/*
 * Every template from the page that offers it to the resource that a cluster
 * accepted, beside the tests that `npm test` runs:
 * `yarn test:e2e --config playwright.authoring.config.ts`.
 */
export default defineConfig({
  ...base,
  projects: [
    { name: 'prepare', testMatch: 'authoring/prepare.setup.ts' },
    {
      name: 'authoring',
      testMatch: 'authoring/*.test.ts',
      dependencies: ['prepare'],
    },
  ],
});
