const {
  packageConfig,
  noFolders,
  COMMON,
  NODE,
} = require('../../eslint.walls');

const noClusterClients = {
  group: ['undici', 'undici/**', '@kubernetes/client-node'],
  message: 'Only kubernetes/ and clusters/ speak to clusters.',
};
const noKnex = {
  group: ['knex', 'knex/**'],
  message: 'Only store/ and migrations/ speak SQL.',
};

const noGitClients = {
  group: ['@octokit/**'],
  message: 'Only changes/host/ speaks to Git hosts.',
};

// Data flows down this list; a folder imports what stands above it.
const ORDER = [
  'clusters',
  'kubernetes',
  'store',
  'leases',
  'collect',
  'assess',
  'reports',
  'changes',
  'router',
];
const nothingBelow = folder =>
  noFolders(
    ORDER.slice(ORDER.indexOf(folder) + 1),
    `Data flows ${ORDER.join(' → ')}: ${folder}/ imports nothing further down.`,
  );
const through = (folders, message) => noFolders(folders, message);

const inside = folder => [`src/${folder}/**`];

module.exports = packageConfig(__dirname, {
  ours: [COMMON, NODE],
  oursInTests: ['@velero-manager/dev-fleet'],
  walls: [
    {
      // Benches are run, not published: they may have a fleet to work on.
      files: ['bench/**'],
      ours: ['@velero-manager/dev-fleet'],
    },
    {
      files: ['src/**'],
      except: ORDER.flatMap(inside),
      patterns: [noClusterClients, noKnex, noGitClients],
    },
    {
      files: inside('clusters'),
      patterns: [noKnex, nothingBelow('clusters')],
    },
    {
      files: inside('kubernetes'),
      patterns: [noKnex, nothingBelow('kubernetes')],
    },
    {
      files: inside('store'),
      patterns: [
        noClusterClients,
        nothingBelow('store'),
        through(
          ['kubernetes'],
          'The store knows facts, not where they are from.',
        ),
      ],
    },
    {
      files: inside('leases'),
      patterns: [noClusterClients, noKnex, nothingBelow('leases')],
    },
    {
      files: inside('collect'),
      patterns: [noClusterClients, noKnex, nothingBelow('collect')],
    },
    {
      files: inside('assess'),
      patterns: [noClusterClients, noKnex, nothingBelow('assess')],
    },
    {
      files: inside('reports'),
      patterns: [
        noClusterClients,
        noKnex,
        nothingBelow('reports'),
        through(
          ['kubernetes', 'collect'],
          'Reports are made of stored facts alone.',
        ),
      ],
    },
    {
      files: inside('changes'),
      except: inside('changes/host'),
      patterns: [
        noClusterClients,
        noKnex,
        noGitClients,
        nothingBelow('changes'),
      ],
    },
    {
      files: inside('changes/host'),
      patterns: [
        noClusterClients,
        noKnex,
        nothingBelow('changes'),
        through(
          ['store', 'reports', 'collect', 'assess'],
          'A Git host knows plans and pull requests alone.',
        ),
      ],
    },
    {
      files: inside('router'),
      patterns: [
        noClusterClients,
        noKnex,
        through(
          ['store', 'kubernetes', 'collect', 'assess'],
          'A route asks reports/ and changes/, never what lies beneath.',
        ),
      ],
    },
  ],
});
