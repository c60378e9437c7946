import { defineConfig } from '@playwright/test';
// The set-up of the tests is none of the product's source.
// eslint-disable-next-line no-restricted-imports
import base from '../../playwright.config';

/*
 * Pictures of docs/authoring.md, of a real run: `yarn pictures`, beside a
 * product that `npm start` has just started. No part of the tests.
 */
export default defineConfig({
  ...base,
  webServer: undefined,
  testDir: __dirname,
  projects: [{ name: 'pictures', testMatch: '*.pictures.ts' }],
  // Nothing of what is shown is to be scrolled to.
  use: { ...base.use, viewport: { width: 1180, height: 1900 } },
});
