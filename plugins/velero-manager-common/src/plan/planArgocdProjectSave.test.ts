import { parse } from 'yaml';
import { check } from '../check';
import { parseIntent } from '../intents';
import {
  intentOf,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan } from '.';

const FILE = 'argocd-apps/projects/shop.yaml';
const SERVER = 'https://prod-cluster-01.example.com:6443';

const project = (more: object = {}) => ({
  kind: 'argocd-project:save',
  environment: 'production',
  name: 'shop',
  repositories: ['https://git.example.com/shop/checkout'],
  destinations: [{ server: SERVER, namespace: 'checkout' }],
  ...more,
});

const planned = (files: Map<string, string>, more: object = {}) =>
  plan(intentOf(project(more)), snapshotOf(files));

function planOf(files: Map<string, string>, more: object = {}) {
  const outcome = planned(files, more);
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  expect(
    check({ plan: outcome.plan }, snapshotOf(files)).filter(
      ({ severity }) => severity === 'error',
    ),
  ).toEqual([]);
  const after = applyPlan(files, outcome.plan);
  expect(planned(after, more)).toEqual({ result: 'unchanged' });
  return outcome.plan;
}

it('adds a project that allows what is named and nothing of the cluster itself', () => {
  const change = planOf(repositoryAfter(), {
    kinds: [{ group: 'apps', kind: 'Deployment' }],
  });
  expect(change).toMatchObject({
    title: 'Add project shop to production',
    cluster: null,
    files: [{ path: FILE, action: 'add' }],
  });
  expect(parse(change.files[0].content ?? '').spec).toEqual({
    sourceRepos: ['https://git.example.com/shop/checkout'],
    destinations: [{ server: SERVER, namespace: 'checkout' }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
  });
});

it('changes lists in place, with the comments of what stays and with foreign parts', () => {
  const path = 'argocd-apps/projects/teams.yaml';
  const files = repositoryAfter();
  files.set(
    path,
    `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: shop
  namespace: argocd
spec:
  description: The shop
  sourceRepos:
    - https://git.example.com/shop/old # goes
    - https://git.example.com/shop/checkout # stays
  destinations:
    # The first of them.
    - server: ${SERVER}
      namespace: checkout
  roles:
    - name: read
`,
  );
  const change = planOf(files, {
    destinations: [
      { server: SERVER, namespace: 'checkout' },
      { server: SERVER, namespace: 'on' },
    ],
  });
  const [{ content }] = change.files;
  expect(content).toContain('shop/checkout # stays\n');
  expect(content).not.toContain('shop/old');
  expect(content).toContain('# The first of them.\n');
  expect(content).toContain("namespace: 'on'\n");
  expect(content).toContain('  description: The shop\n');
  expect(content).toContain('  roles:\n    - name: read\n');
});

it.each<[what: string, more: object, reason: string]>([
  [
    'an environment of Flux',
    { environment: 'staging' },
    "The environment 'staging' is applied by Flux, which reads no project of Argo CD.",
  ],
  ...['velero', 'argocd', 'velero-manager'].map(
    (namespace): [string, object, string] => [
      `the namespace ${namespace}`,
      { destinations: [{ server: SERVER, namespace }] },
      `The namespace '${namespace}' belongs to the backups and to Argo CD itself, and no project of a team may write to it.`,
    ],
  ),
])('is a conflict with %s', (_, more, reason) => {
  expect(planned(repositoryAfter(), more)).toMatchObject({
    result: 'conflict',
    reason,
  });
});

it.each([
  [{ name: 'default' }],
  [{ name: 'velero-production' }],
  [{ name: '../x' }],
  [{ repositories: ['*'] }],
  [{ repositories: [] }],
  [{ destinations: [{ server: '*', namespace: 'x' }] }],
  [{ destinations: [{ server: SERVER, namespace: '*' }] }],
  [{ kinds: [{ group: '*', kind: '*' }] }],
  [{ description: 'two\nlines' }],
  [{ description: 'x'.repeat(10_000_000) }],
])('refuses %#', more => {
  expect(parseIntent(project(more))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/^.{1,1000}$/s),
  });
});
