import { parse } from 'yaml';
import { checkRepository } from '../check';
import { parseIntent } from '../intents';
import {
  intentOf,
  onboard,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import { argocdProject } from './__fixtures__/argocdProject';
import { applyPlan, plan, type ChangePlan } from '.';

const FILE = 'argocd-apps/applications/checkout.yaml';
const ROOT = `# Carries everything.
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: velero-root
  namespace: argocd
spec:
  project: velero-bootstrap
  source:
    repoURL: https://git.example.com/shop/backups
    targetRevision: main
    path: argocd-apps
    directory:
      recurse: true
      include: '{bootstrap/*.yaml,projects/*.yaml}' # by name
  destination:
    server: https://kubernetes.default.svc
    namespace: argocd
`;

const application = (more: object = {}) => ({
  kind: 'argocd-application:save',
  environment: 'production',
  name: 'checkout',
  project: 'shop',
  repository: 'https://git.example.com/shop/checkout',
  path: 'deploy/production',
  server: 'https://prod-cluster-01.example.com:6443',
  namespace: 'checkout',
  ...more,
});

function repository(more: Record<string, string> = {}) {
  return new Map([
    ...repositoryAfter(onboard()),
    ['argocd-apps/projects/shop.yaml', argocdProject('shop')] as const,
    ['argocd-apps/bootstrap/root.yaml', ROOT] as const,
    ...Object.entries(more),
  ]);
}

const planned = (files: Map<string, string>, more: object = {}) =>
  plan(intentOf(application(more)), snapshotOf(files));

function planOf(files: Map<string, string>, more: object = {}): ChangePlan {
  const outcome = planned(files, more);
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}

const errorsOf = (files: ReadonlyMap<string, string>) =>
  checkRepository(files).filter(({ severity }) => severity === 'error');

it('adds an application that the root carries, and nothing that deletes by cascade', () => {
  const files = repository();
  const change = planOf(files);
  expect(change).toMatchObject({
    title: 'Add application checkout to production',
    environment: 'production',
    cluster: null,
    labels: ['velero-manager', 'environment/production'],
  });
  expect(change.files.map(({ path, action }) => [path, action])).toEqual([
    [FILE, 'add'],
    ['argocd-apps/bootstrap/root.yaml', 'edit'],
  ]);
  const [{ content }, root] = change.files;
  expect(parse(content ?? '')).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: 'checkout',
      namespace: 'argocd',
      labels: { 'velero-manager.io/environment': 'production' },
      annotations: {
        'velero-manager.io/change':
          'argocd-application-save/production/checkout',
        'velero-manager.io/spec-hash': expect.any(String),
      },
    },
    spec: {
      project: 'shop',
      source: {
        repoURL: 'https://git.example.com/shop/checkout',
        targetRevision: 'HEAD',
        path: 'deploy/production',
      },
      destination: {
        server: 'https://prod-cluster-01.example.com:6443',
        namespace: 'checkout',
      },
      syncPolicy: {
        automated: { prune: false, selfHeal: true },
        retry: {
          limit: 5,
          backoff: { duration: '10s', factor: 2, maxDuration: '3m' },
        },
      },
    },
  });
  expect(root.content).toBe(
    ROOT.replace('projects/*.yaml}', 'projects/*.yaml,applications/*.yaml}'),
  );
  const after = applyPlan(files, change);
  expect(errorsOf(after)).toEqual([]);
  expect(planned(after)).toEqual({ result: 'unchanged' });
});

it('changes what is there in place, whatever its file is called, with comments and foreign parts', () => {
  const elsewhere = 'argocd-apps/applications/team-shop.yaml';
  const files = repository({
    [elsewhere]: `# Ask the shop team first.
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: checkout
  namespace: argocd
  labels: { team: shop }
spec:
  project: shop
  source:
    repoURL: https://git.example.com/shop/checkout
    targetRevision: v1.0.0 # pinned
    path: deploy/production
    kustomize: { namePrefix: shop- }
  destination:
    server: https://prod-cluster-01.example.com:6443
    namespace: checkout
  revisionHistoryLimit: 3
`,
  });
  const change = planOf(files, { revision: 'v1.1.0', prune: true });
  expect(change.title).toBe('Change application checkout of production');
  const { content } = change.files.find(({ path }) => path === elsewhere)!;
  expect(content).toContain('# Ask the shop team first.\n');
  expect(content).toContain('    targetRevision: v1.1.0 # pinned\n');
  expect(content).toContain('    kustomize: { namePrefix: shop- }\n');
  expect(parse(content ?? '')).toMatchObject({
    metadata: { name: 'checkout', labels: { team: 'shop' } },
    spec: {
      revisionHistoryLimit: 3,
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  });
  expect(change.summary).toContain('**is deleted from the cluster**');
  const after = applyPlan(files, change);
  expect(planned(after, { revision: 'v1.1.0', prune: true })).toEqual({
    result: 'unchanged',
  });
});

it('takes the automation out where nobody wants it any more', () => {
  const files = applyPlan(repository(), planOf(repository()));
  const change = planOf(files, {
    automated: false,
    syncOptions: ['CreateNamespace=true'],
  });
  expect(parse(change.files[0].content ?? '').spec.syncPolicy).toEqual({
    retry: expect.any(Object),
    syncOptions: ['CreateNamespace=true'],
  });
});

it('says when nothing carries the folder', () => {
  const files = repository();
  files.delete('argocd-apps/bootstrap/root.yaml');
  const change = planOf(files);
  expect(change.files).toHaveLength(1);
  expect(change.summary).toContain('it must be applied by hand');
});

it.each([
  [
    'a project that is not there',
    { project: 'unknown' },
    {},
    "No AppProject is called 'unknown' in this repository: it must be saved first.",
  ],
  [
    'an environment of Flux',
    { environment: 'staging' },
    {},
    "The environment 'staging' is applied by Flux, which reads no Application of Argo CD.",
  ],
  [
    'a file that holds something else',
    {},
    { [FILE]: argocdProject('other') },
    `The file '${FILE}' is there already and holds something else.`,
  ],
  [
    'an object that is written by an alias',
    {},
    {
      [FILE]:
        'x: &spec { project: shop }\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: checkout, namespace: argocd }\nspec: *spec\n',
    },
    `The Application 'checkout' in '${FILE}' is not written as maps of its own, so it cannot be changed safely.`,
  ],
])('is a conflict with %s', (_, more, files, reason) => {
  expect(planned(repository(files), more)).toMatchObject({
    result: 'conflict',
    reason,
  });
});

it('is stopped by the checks where the project does not allow it', () => {
  const files = repository();
  const change = planOf(files, { namespace: 'velero' });
  expect(errorsOf(applyPlan(files, change))).toMatchObject([
    { code: 'PROJECT_FORBIDS', path: FILE },
  ]);
});

it.each([
  [{ name: '../x' }],
  [{ name: 'prod-cluster-01-velero-config' }],
  [{ name: 'velero-root' }],
  [{ name: 'chесkout' }], // two letters are Cyrillic
  [{ project: 'default' }],
  [{ project: 'velero-bootstrap' }],
  [{ path: '../other' }],
  [{ path: '/etc' }],
  [{ path: 'a/../../b' }],
  [{ path: 'deploy\nproject: default' }],
  [{ revision: '--upload-pack=x' }],
  [{ revision: '${{ secrets.TOKEN }}' }],
  [{ repository: 'https://user:pass@git.example.com/a/b' }],
  [{ repository: 'git@git.example.com:a/b' }],
  [{ server: 'https://a?x={{ name }}' }],
  [{ namespace: 'x'.repeat(10_000_000) }],
  [{ syncOptions: ['Replace=true'] }],
  [{ syncOptions: ['PruneLast=true', 'PruneLast=true'] }],
  [{ finalizers: ['x'] }],
])('refuses %#', more => {
  expect(parseIntent(application(more))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/^.{1,1000}$/s),
  });
});
