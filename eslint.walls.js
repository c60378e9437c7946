// What every package's .eslintrc.js shares: the walls between packages and
// folders, and how big a thing may grow.

const factory = require('@backstage/cli/config/eslint-factory');

const TESTS = [
  '**/*.test.*',
  '**/__testUtils__/**',
  '**/__mocks__/**',
  '**/__fixtures__/**',
  '**/setupTests.*',
];

const OURS = '@velero-manager/backstage-plugin-velero-manager';
const COMMON = `${OURS}-common`;
const NODE = `${OURS}-node`;

/** A pattern that forbids all packages of this repository but those named. */
function onlyOurs(allowed) {
  return {
    group: [
      '@velero-manager/**',
      ...allowed.flatMap(name => [`!${name}`, `!${name}/**`]),
    ],
    message:
      allowed.length > 0
        ? `Of our own packages, this one may import ${allowed.join(', ')}.`
        : 'This package may import none of our own.',
  };
}

/** Patterns that forbid the folders of one package named `folders`. */
function noFolders(folders, message) {
  return {
    group: folders.flatMap(folder => [
      `../${folder}`,
      `../${folder}/**`,
      `../**/${folder}`,
      `../**/${folder}/**`,
    ]),
    message,
  };
}

function restrictImports(paths, patterns) {
  return { 'no-restricted-imports': ['error', { paths, patterns }] };
}

const MOST_LINES = 300;
const MOST_FUNCTION_LINES = 60;
const MOST_COMPONENT_LINES = 120; // markup is long, not complicated
const MOST_PARAMETERS = 3; // then an options object

/** Overrides that keep files, functions and signatures small. */
const bounds = [
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    excludedFiles: [...TESTS, '**/generated/**'],
    rules: {
      'max-lines': ['error', MOST_LINES],
      'max-params': ['error', MOST_PARAMETERS],
      'max-lines-per-function': ['error', MOST_FUNCTION_LINES],
    },
  },
  {
    files: ['src/**/*.tsx'],
    excludedFiles: TESTS,
    rules: { 'max-lines-per-function': ['error', MOST_COMPONENT_LINES] },
  },
];

/**
 * The configuration of one package. `ours` names the packages of this
 * repository that it may import, `oursInTests` those that its tests may import
 * beyond, and `patterns` forbids more; `walls` gives
 * folders further forbidden imports, `{ files, except, patterns }`, or with
 * `ours` further packages: where several match a file the last one counts, so
 * they should not overlap. The rest goes to Backstage's factory.
 */
function packageConfig(dir, options = {}) {
  const {
    ours = [],
    oursInTests = [],
    patterns = [],
    walls = [],
    ...rest
  } = options;
  const config = factory(dir, rest);
  const [, own] = config.rules['no-restricted-imports'];
  // Plain strings and messages cannot stand in one list.
  const everywhere = (more = []) => [
    { group: own.patterns },
    onlyOurs([...ours, ...more]),
    ...patterns,
  ];
  Object.assign(config.rules, restrictImports(own.paths, everywhere()));
  config.overrides.push(
    ...bounds,
    ...walls.map(wall => ({
      files: wall.files,
      excludedFiles: [...TESTS, ...(wall.except ?? [])],
      rules: restrictImports(own.paths, [
        ...everywhere(wall.ours),
        ...(wall.patterns ?? []),
      ]),
    })),
    // Tests may reach further inside their package, not across packages but
    // those that are made for tests.
    {
      files: TESTS,
      rules: restrictImports(own.paths, [onlyOurs([...ours, ...oursInTests])]),
    },
  );
  return config;
}

module.exports = { packageConfig, noFolders, COMMON, NODE, OURS };
