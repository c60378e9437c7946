// Writes openapi.yaml. Run as `yarn openapi`, which lets Node read TypeScript.

const { writeFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { printOpenApi } = require('../src/router/printOpenApi');

writeFileSync(resolve(__dirname, '../openapi.yaml'), printOpenApi());
