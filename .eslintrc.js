module.exports = {
  root: true,
  overrides: [
    {
      // What stands beside the packages; these have their own configuration.
      files: ['./playwright.config.ts'],
      extends: [
        '@spotify/eslint-config-base',
        '@spotify/eslint-config-typescript',
        'prettier',
      ],
      parser: '@typescript-eslint/parser',
      parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
    },
  ],
};
