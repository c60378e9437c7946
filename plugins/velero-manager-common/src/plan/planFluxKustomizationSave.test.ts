import { parseAllDocuments } from 'yaml';
import { check, checkRepository } from '../check';
import { parseIntent } from '../intents';
import {
  intentOf,
  onboard,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan, type ChangePlan } from '.';

const CLUSTER = 'flux/clusters/staging-cluster-01.yaml';
const FILE = 'flux/clusters/staging-cluster-01/checkout.yaml';
const onboarding = onboard({
  environment: 'staging',
  cluster: 'staging-cluster-01',
});

const kustomization = (more: object = {}) => ({
  kind: 'flux-kustomization:save',
  environment: 'staging',
  cluster: 'staging-cluster-01',
  name: 'checkout',
  namespace: 'checkout',
  repository: 'https://git.example.com/shop/checkout',
  path: 'deploy/staging',
  ...more,
});

const repository = (more: Record<string, string> = {}) =>
  new Map([...repositoryAfter(onboarding), ...Object.entries(more)]);

const planned = (files: Map<string, string>, more: object = {}) =>
  plan(intentOf(kustomization(more)), snapshotOf(files));

function planOf(files: Map<string, string>, more: object = {}): ChangePlan {
  const outcome = planned(files, more);
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  const after = applyPlan(files, outcome.plan);
  expect(planned(after, more)).toEqual({ result: 'unchanged' });
  expect(
    [
      ...check({ plan: outcome.plan }, snapshotOf(files)),
      ...checkRepository(after),
    ].filter(({ severity }) => severity !== 'info'),
  ).toEqual([]);
  return outcome.plan;
}

const objectsOf = (change: ChangePlan, path: string) =>
  parseAllDocuments(
    change.files.find(file => file.path === path)?.content ?? '',
  ).map(document => document.toJS());

it("adds a team's repository, kept to its namespace by a service account of its own", () => {
  const change = planOf(repository(), {
    gitSecret: 'git',
    decryptionSecret: 'sops-age',
    dependsOn: ['staging-cluster-01-velero-config'],
  });
  expect(change).toMatchObject({
    title: 'Add kustomization checkout to staging-cluster-01',
    cluster: 'staging-cluster-01',
    files: [
      { path: CLUSTER, action: 'edit' },
      { path: FILE, action: 'add' },
    ],
  });
  const account = {
    kind: 'ServiceAccount',
    name: 'checkout',
    namespace: 'checkout',
  };
  expect(objectsOf(change, FILE)).toMatchObject([
    { kind: 'ServiceAccount', metadata: { name: 'checkout' } },
    {
      kind: 'RoleBinding',
      metadata: { name: 'flux-checkout', namespace: 'checkout' },
      roleRef: { kind: 'ClusterRole', name: 'admin' },
      subjects: [account],
    },
    {
      kind: 'GitRepository',
      metadata: { name: 'checkout', namespace: 'checkout' },
      spec: {
        interval: '1m',
        url: 'https://git.example.com/shop/checkout',
        ref: { branch: 'main' },
        secretRef: { name: 'git' },
      },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'checkout', namespace: 'checkout' },
      spec: {
        interval: '10m',
        path: './deploy/staging',
        sourceRef: { kind: 'GitRepository', name: 'checkout' },
        targetNamespace: 'checkout',
        serviceAccountName: 'checkout',
        wait: true,
        timeout: '5m',
        prune: false,
        deletionPolicy: 'Orphan',
        dependsOn: [
          {
            name: 'staging-cluster-01-velero-config',
            namespace: 'flux-system',
          },
        ],
        decryption: { provider: 'sops', secretRef: { name: 'sops-age' } },
      },
    },
  ]);
  expect(objectsOf(change, CLUSTER).at(-1)).toMatchObject({
    metadata: { name: 'staging-cluster-01-teams', namespace: 'flux-system' },
    spec: {
      path: './flux/clusters/staging-cluster-01',
      sourceRef: { name: 'velero-gitops-config' },
      wait: false,
      prune: false,
    },
  });
  expect(change.summary).toContain('must be applied once more, by hand');
});

it('adds a folder of the config repository itself, where no reference crosses namespaces', () => {
  const folder = { 'teams/checkout/app.yaml': '' };
  const shared = { repository: undefined, path: 'teams/checkout' };
  const change = planOf(repository(folder), shared);
  const objects = objectsOf(change, FILE);
  expect(
    objects.map(({ kind, metadata }) => [kind, metadata.namespace]),
  ).toEqual([
    ['ServiceAccount', 'flux-system'],
    ['RoleBinding', 'checkout'],
    ['Kustomization', 'flux-system'],
  ]);
  expect(objects[2].spec).toMatchObject({
    sourceRef: { kind: 'GitRepository', name: 'velero-gitops-config' },
    targetNamespace: 'checkout',
  });
  expect(objects[2].spec.sourceRef).not.toHaveProperty('namespace');
});

it('changes the next one without the file of the cluster, and onboarding still stands', () => {
  const files = repository();
  const first = applyPlan(files, planOf(files));
  const second = planOf(first, { name: 'returns', namespace: 'returns' });
  expect(second.files.map(({ path }) => path)).toEqual([
    'flux/clusters/staging-cluster-01/returns.yaml',
  ]);
  expect(second.summary).not.toContain('by hand:');
  expect(plan(intentOf(onboarding), snapshotOf(first))).toEqual({
    result: 'unchanged',
  });
});

const byHand = `# The shop team's.
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: checkout, namespace: checkout }
spec:
  interval: 30s # they are in a hurry
  url: https://git.example.com/shop/checkout
  ref: { tag: v1 }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: checkout, namespace: checkout, labels: { team: shop } }
spec:
  interval: 1h
  prune: true # agreed
  path: ./deploy/staging
  sourceRef: { kind: GitRepository, name: checkout }
  commonMetadata: { labels: { team: shop } }
`;

it('changes what is there in place and adds what keeps it to its namespace', () => {
  const path = 'flux/clusters/staging-cluster-01/teams.yaml';
  const change = planOf(repository({ [path]: byHand }), {
    prune: true,
    branch: 'release',
  });
  const { content } = change.files.find(file => file.path === path)!;
  expect(content).toContain("# The shop team's.\n");
  expect(content).toContain('  interval: 30s # they are in a hurry\n');
  expect(content).toContain('  prune: true # agreed\n');
  expect(objectsOf(change, path)).toMatchObject([
    { kind: 'GitRepository', spec: { ref: { branch: 'release' } } },
    {
      kind: 'Kustomization',
      metadata: { labels: { team: 'shop' } },
      spec: {
        interval: '10m',
        serviceAccountName: 'checkout',
        commonMetadata: { labels: { team: 'shop' } },
      },
    },
    { kind: 'ServiceAccount' },
    { kind: 'RoleBinding' },
  ]);
  expect(objectsOf(change, path)[0].spec.ref).not.toHaveProperty('tag');
});

it.each<
  [what: string, more: object, files: Record<string, string>, reason: RegExp]
>([
  [
    'a cluster that Flux does not apply',
    { cluster: 'staging-cluster-09' },
    {},
    /^The repository has no 'flux\/clusters\/staging-cluster-09\.yaml'/,
  ],
  [
    'a dependency that is not there',
    { dependsOn: ['nobody'] },
    {},
    /^No Kustomization of the cluster 'staging-cluster-01' is called 'nobody'/,
  ],
  ...['velero', 'flux-system', 'velero-manager'].map(
    (namespace): [string, object, Record<string, string>, RegExp] => [
      `the namespace ${namespace}`,
      { namespace },
      {},
      /belongs to the backups and to Flux itself/,
    ],
  ),
  [
    'a cluster that is applied from elsewhere',
    {},
    { [CLUSTER]: byHand },
    /is of this repository, so nothing of it can be applied\.$/,
  ],
  [
    'a file that holds something else',
    {},
    { [FILE]: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n' },
    /is there already and holds something else\.$/,
  ],
  [
    'a Kustomization that stands twice',
    {},
    { [FILE]: byHand, 'flux/clusters/staging-cluster-01/a.yaml': byHand },
    /only one of them can be meant\.$/,
  ],
])('is a conflict with %s', (_, more, files, reason) => {
  expect(planned(repository(files), more)).toMatchObject({
    result: 'conflict',
    reason: expect.stringMatching(reason),
  });
});

it.each([
  [{ name: '../x' }],
  [{ name: 'staging-cluster-01-velero-config' }],
  [{ name: 'staging-cluster-01-teams' }],
  [{ name: 'chесkout' }], // two letters are Cyrillic
  [{ path: '../other' }],
  [{ path: '/etc' }],
  [{ path: 'deploy\nserviceAccountName: admin' }],
  [{ branch: '--upload-pack=x' }],
  [{ repository: 'https://user:pass@git.example.com/a/b' }],
  [{ repository: undefined, branch: 'main' }],
  [{ repository: undefined, gitSecret: 'git' }],
  [{ interval: '0s' }],
  [{ timeout: '${{ secrets.TOKEN }}' }],
  [{ dependsOn: ['a', 'a'] }],
  [{ dependsOn: ['checkout'] }],
  [{ serviceAccount: 'system:serviceaccount:x' }],
  [{ decryptionSecret: 'AGE-SECRET-KEY-1' }],
  [{ namespace: 'x'.repeat(10_000_000) }],
  [{ suspend: true }],
])('refuses %#', more => {
  expect(parseIntent(kustomization(more))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/^.{1,1000}$/s),
  });
});
