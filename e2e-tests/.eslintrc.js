const { createConfig } = require('@backstage/cli/config/eslint-factory');

// These tests see what a person sees: the running product, never its source.
module.exports = createConfig(__dirname, {
  restrictedImportPatterns: [],
  env: { jest: false },
  overrides: [
    {
      files: ['**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: [
                  '@velero-manager/**',
                  '**/plugins/**',
                  '**/packages/**',
                  '../..',
                  '../../**',
                ],
                message:
                  'End-to-end tests use the running product, never its source.',
              },
            ],
          },
        ],
        // Playwright's `test` and `expect` are not Jest's.
        'jest/expect-expect': 'off',
        'jest/no-standalone-expect': 'off',
        'jest/valid-expect': 'off',
        'jest/valid-title': 'off',
        'jest/no-done-callback': 'off',
        'jest/no-conditional-expect': 'off',
        'testing-library/prefer-screen-queries': 'off',
      },
    },
  ],
});
