// Writes the tables of docs/how-health-is-judged.md. Run as `yarn explanations`,
// which lets Node read TypeScript.

const { readFileSync, writeFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { printExplanations } = require('../src/explanations/printExplanations');

const page = resolve(__dirname, '../../../docs/how-health-is-judged.md');
writeFileSync(page, printExplanations(readFileSync(page, 'utf8')));
