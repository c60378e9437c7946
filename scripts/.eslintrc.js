const { createConfig } = require('@backstage/cli/config/eslint-factory');

module.exports = createConfig(__dirname, {
  env: { jest: false, node: true },
  rules: {
    'no-console': 'off',
    'max-lines': ['error', 300],
    'max-params': ['error', 3],
    'max-lines-per-function': ['error', 60],
  },
});
