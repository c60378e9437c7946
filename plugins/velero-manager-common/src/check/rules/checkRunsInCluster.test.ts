import { plan } from '../../plan';
import {
  intentOf,
  onboard,
  repositoryAfter,
  save,
  snapshotOf,
} from '../../plan/__fixtures__/repositories';
import { check } from '../check';
import type { CheckFactsOfCluster } from './Rule';

const FIRST = 'prod-cluster-01';
const SECOND = 'prod-cluster-02';
const CODES = [
  'STORAGE_UNREACHABLE',
  'RUNS_OVERLAP',
  'RUNS_NOT_CHECKED',
  'NAMESPACE_UNKNOWN',
  'NAMESPACES_NOT_CHECKED',
];

/** As the portal judges a schedule in two clusters, by what is known of each. */
function judged(
  clusters: Record<string, CheckFactsOfCluster>,
  more: object = {},
) {
  const files = repositoryAfter(onboard(), onboard({ cluster: SECOND }));
  const intent = intentOf(save({ alsoIn: [SECOND], ...more }));
  const planned = plan(intent, snapshotOf(files));
  if (planned.result !== 'planned') throw new Error(JSON.stringify(planned));
  return check({ plan: planned.plan }, snapshotOf(files), { clusters })
    .filter(({ code }) => CODES.includes(code))
    .map(({ code, path, message }) => ({
      code,
      cluster: path.split('/')[3],
      message,
    }));
}

const location = {
  ...{ namespace: 'velero', name: 'default' },
  ...{ isDefault: true, isReachable: true },
};
const other = {
  ...{ namespace: 'velero', name: 'by-hand', cron: '0 * * * *' },
  ...{ paused: false, includedNamespaces: ['checkout'] },
};
const known: CheckFactsOfCluster = {
  namespaces: ['checkout'],
  storageLocations: [location],
  schedules: [],
};

it('finds nothing where each cluster is known, and has nothing against it', () => {
  expect(judged({ [FIRST]: known, [SECOND]: known })).toEqual([]);
});

it('names the cluster of which something is not known', () => {
  const { storageLocations, namespaces } = known;
  expect(judged({ [FIRST]: { storageLocations, namespaces } })).toEqual([
    {
      code: 'RUNS_NOT_CHECKED',
      cluster: FIRST,
      message: `Whether runs of the schedule 'checkout-hourly' meet others that are not in Git was not checked: that is not known of the cluster '${FIRST}' at present.`,
    },
    {
      code: 'RUNS_NOT_CHECKED',
      cluster: SECOND,
      message: `Whether runs of the schedule 'checkout-hourly' reach their storage location, or meet others that are not in Git was not checked: that is not known of the cluster '${SECOND}' at present.`,
    },
    {
      code: 'NAMESPACES_NOT_CHECKED',
      cluster: SECOND,
      message: `Whether the namespaces exist was not checked: those of the cluster '${SECOND}' are not known at present.`,
    },
  ]);
});

it('names the cluster that lacks the namespace', () => {
  expect(
    judged({ [FIRST]: known, [SECOND]: { ...known, namespaces: [] } }),
  ).toMatchObject([
    {
      code: 'NAMESPACE_UNKNOWN',
      cluster: SECOND,
      message: expect.stringContaining(
        `The cluster '${SECOND}' has no namespace 'checkout'`,
      ),
    },
  ]);
});

it.each<[string, object[], object, boolean]>([
  ['the default one', [{ ...location, isReachable: false }], {}, true],
  [
    'the one that it names',
    [
      { ...location, isDefault: false, isReachable: false },
      { ...location, name: 'archive' },
    ],
    { storageLocation: 'default' },
    true,
  ],
  [
    'another',
    [location, { ...location, name: 'archive', isReachable: false }],
    { storageLocation: 'default' },
    false,
  ],
  [
    'that of another Velero',
    [{ ...location, namespace: 'other', isReachable: false }],
    {},
    false,
  ],
])('warns of a storage location out of reach: %s', (_, locations, more, is) => {
  const storageLocations = locations as (typeof location)[];
  const found = judged(
    { [FIRST]: known, [SECOND]: { ...known, storageLocations } },
    more,
  );
  expect(found.map(({ code, cluster }) => [code, cluster])).toEqual(
    is ? [['STORAGE_UNREACHABLE', SECOND]] : [],
  );
});

it.each<[string, object, boolean]>([
  ['runs at the same time', {}, true],
  ['runs minutes later', { cron: '5 * * * *' }, true],
  ['runs half an hour later', { cron: '30 * * * *' }, false],
  ['is paused', { paused: true }, false],
  ['takes something else', { includedNamespaces: ['orders'] }, false],
  ['runs nobody knows when', { cron: '@every 1h' }, false],
  ['is what Git has as well', { name: 'checkout-hourly' }, false],
])('warns of a schedule of the cluster alone that %s', (_, more, is) => {
  const schedules = [{ ...other, ...more }];
  const found = judged({ [FIRST]: known, [SECOND]: { ...known, schedules } });
  expect(found.map(({ code, cluster }) => [code, cluster])).toEqual(
    is ? [['RUNS_OVERLAP', SECOND]] : [],
  );
});

it('asks nothing about a schedule that is paused', () => {
  expect(
    judged({}, { paused: true }).filter(({ code }) => code.startsWith('RUNS')),
  ).toEqual([]);
});
