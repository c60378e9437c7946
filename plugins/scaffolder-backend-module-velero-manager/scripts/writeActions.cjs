// Writes docs/actions.md from the schemas of the actions. Run as `yarn actions`,
// which lets Node read TypeScript.

const { writeFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { allActions } = require('../src/actions');
const { printActions } = require('../src/reference/printActions');

// Their schemas are read; none of them is run.
const actions = allActions({ service: {} });
writeFileSync(
  resolve(__dirname, '../../../docs/actions.md'),
  printActions(actions),
);
