import { plan } from '../../plan';
import {
  intentOf,
  onboard,
  repositoryAfter,
  save,
  snapshotOf,
} from '../../plan/__fixtures__/repositories';
import { check, checkRepository } from '../check';
import type { CheckFactsOfCluster } from './Rule';

const place = 'environments/production/clusters/prod-cluster-01/velero-config';
const FILE = `${place}/backup-schedules/hourly-checkout-30day.yaml`;
const DATABASE = `${place}/databases/ledger.yaml`;
const database = (namespace: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: ledger, namespace: ${namespace} }
spec: { instances: 3, storage: { size: 10Gi } }
`;
const CODES = ['DB_FILE_COPY', 'DATABASES_NOT_CHECKED'];

const copying = (more: object = {}) =>
  save({ defaultVolumesToFsBackup: true, ...more });

/** As the portal judges it, with what is known of the cluster. */
function judged(schedule: object, facts?: CheckFactsOfCluster) {
  const files = repositoryAfter(onboard());
  const planned = plan(intentOf(schedule), snapshotOf(files));
  if (planned.result !== 'planned') throw new Error(JSON.stringify(planned));
  return check(
    { plan: planned.plan },
    snapshotOf(files),
    facts && { clusters: { 'prod-cluster-01': facts } },
  ).filter(({ code }) => CODES.includes(code));
}

const facts = (...databases: string[]): CheckFactsOfCluster => ({
  namespaces: ['checkout', 'payments'],
  databases: databases.map(text => {
    const [namespace, name] = text.split('/');
    return { namespace, name };
  }),
});

it('warns of files of a database that the cluster has (T17)', () => {
  expect(judged(copying(), facts('checkout/carts', 'payments/ledger'))).toEqual(
    [
      {
        code: 'DB_FILE_COPY',
        severity: 'warning',
        path: FILE,
        line: expect.any(Number),
        message:
          "The schedule 'checkout-hourly' copies the files of the PostgreSQL cluster 'carts' in the namespace 'checkout' while it runs: a database restored from that may not start.",
        fix: expect.stringContaining('run a hook'),
      },
    ],
  );
});

it.each<[string, object, CheckFactsOfCluster]>([
  ['is elsewhere', copying(), facts('payments/ledger')],
  ['is not there', copying(), facts()],
  ['is snapshotted', save(), facts('checkout/carts')],
  ['is copied by nobody yet', copying({ paused: true }), facts('checkout/x')],
  [
    'is made to hold still',
    copying({
      hooks: [{ name: 'db', podLabels: { app: 'db' }, preset: 'postgresql' }],
    }),
    facts('checkout/carts'),
  ],
  [
    'is left out',
    copying({
      includedNamespaces: ['*'],
      excludedNamespaces: ['velero', 'payments'],
    }),
    facts('payments/ledger'),
  ],
])('says nothing of a database that %s', (_, schedule, known) => {
  expect(judged(schedule, known)).toEqual([]);
});

it.each<[string, CheckFactsOfCluster | undefined]>([
  ['the cluster', undefined],
  ['its databases', { namespaces: ['checkout'] }],
])('says that it could not look where %s is not known', (_, known) => {
  expect(judged(copying(), known)).toMatchObject([
    { code: 'DATABASES_NOT_CHECKED', severity: 'info', path: FILE },
  ]);
  expect(judged(save(), known)).toEqual([]);
});

it('knows databases that stand in Git, of the same cluster', () => {
  const files = repositoryAfter(onboard(), copying());
  const found = (path: string, namespace: string) =>
    checkRepository(new Map(files).set(path, database(namespace)))
      .filter(({ code }) => CODES.includes(code))
      .map(({ code }) => code);
  expect(found(DATABASE, 'checkout')).toEqual(['DB_FILE_COPY']);
  expect(found(DATABASE, 'payments')).toEqual(['DATABASES_NOT_CHECKED']);
  expect(found(DATABASE.replace('01', '02'), 'checkout')).toEqual([
    'DATABASES_NOT_CHECKED',
  ]);
});
