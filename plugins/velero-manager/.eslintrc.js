const { packageConfig, noFolders, COMMON } = require('../../eslint.walls');

const noNode = {
  group: ['node:*'],
  message: 'This package runs in a browser.',
};

module.exports = packageConfig(__dirname, {
  ours: [COMMON],
  patterns: [noNode],
  walls: [
    {
      files: ['src/components/**'],
      patterns: [
        noFolders(
          ['api', 'hooks', 'pages'],
          'A component draws what it is given; pages and cards fetch.',
        ),
      ],
    },
    {
      files: ['src/api/**'],
      patterns: [
        noFolders(
          ['hooks', 'components', 'pages', 'fields'],
          'The API client knows nothing of what is drawn.',
        ),
      ],
    },
    {
      files: ['src/hooks/**'],
      patterns: [
        noFolders(
          ['components', 'pages', 'fields'],
          'A hook fetches and refreshes; it does not draw.',
        ),
      ],
    },
  ],
});
