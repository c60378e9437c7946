const { packageConfig } = require('../../eslint.walls');

// The domain is pure and runs anywhere: it reads no clock, no environment, no
// file, and depends on little.
const MAY_IMPORT = [
  '\\.{1,2}($|\\u002F)', // its own files
  'zod($|\\u002F)',
  'yaml$',
  '@noble\\u002Fhashes\\u002F', // SHA-256 that runs anywhere
  '@backstage\\u002F(catalog-model|errors|plugin-permission-common)$',
];
const TAKE_NOW = 'Take `now` as an argument: this package reads no clock.';
const LOCAL_TIME =
  'Use the UTC method: the time zone of the process is an accident.';

module.exports = packageConfig(__dirname, {
  restrictedSrcSyntax: [
    {
      selector: `:matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, ImportExpression)[source.value=/^(?!${MAY_IMPORT.join(
        '|',
      )})/]`,
      message:
        'The common package may import zod, yaml, @noble/hashes, catalog-model, errors and permission-common alone.',
    },
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: TAKE_NOW,
    },
    { selector: "CallExpression[callee.name='Date']", message: TAKE_NOW },
    {
      selector:
        "MemberExpression[object.name='Date'][property.name='now'], MemberExpression[object.name='Temporal'][property.name='Now']",
      message: TAKE_NOW,
    },
    {
      selector: "MemberExpression[object.name='Math'][property.name='random']",
      message: 'Take what is random as an argument.',
    },
    {
      selector:
        'CallExpression > MemberExpression.callee[property.name=/^[gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)$/]',
      message: LOCAL_TIME,
    },
  ],
  rules: {
    'no-restricted-globals': [
      'error',
      ...[
        'process',
        'performance',
        'fetch',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'window',
        'document',
        'localStorage',
        'sessionStorage',
        'navigator',
        'location',
        'crypto',
        'Buffer',
        'require',
        '__dirname',
        '__filename',
        'console',
      ].map(name => ({
        name,
        message: 'The common package is pure and runs anywhere.',
      })),
    ],
  },
  overrides: [
    {
      files: [
        '**/*.test.*',
        '**/setupTests.*',
        '**/__fixtures__/**',
        '**/__testUtils__/**',
      ],
      rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': 'off' },
    },
    {
      // No part of the package: they read the clock and files, and print.
      files: ['bench/**', 'scripts/**'],
      rules: {
        'no-console': 'off',
        'no-restricted-globals': 'off',
        'no-restricted-syntax': 'off',
      },
    },
  ],
});
