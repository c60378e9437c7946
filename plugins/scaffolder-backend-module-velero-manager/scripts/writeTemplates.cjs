// Brings examples/templates up to date with the intents. Run as
// `yarn templates`, which lets Node read TypeScript.

const { readFileSync, writeFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { exampleTemplates } = require('../src/templates/exampleTemplates');
const { updateTemplate } = require('../src/templates/updateTemplate');

for (const { file, kind } of exampleTemplates) {
  const path = resolve(__dirname, '../../..', file);
  writeFileSync(path, updateTemplate(readFileSync(path, 'utf8'), kind));
}
