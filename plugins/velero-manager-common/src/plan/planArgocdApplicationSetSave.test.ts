import { parse } from 'yaml';
import { check } from '../check';
import { parseIntent } from '../intents';
import { argocdProject } from './__fixtures__/argocdProject';
import {
  intentOf,
  onboard,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan, type ChangePlan } from '.';

const FILE = 'argocd-apps/applicationsets/monitoring.yaml';
const ROOT = 'argocd-apps/bootstrap/root.yaml';
const root = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: velero-root, namespace: argocd }
spec:
  project: velero-bootstrap
  source:
    repoURL: https://git.example.com/shop/backups
    targetRevision: main
    path: argocd-apps
    directory: { recurse: true, include: '{bootstrap/*.yaml,projects/*.yaml}' }
  destination: { server: https://kubernetes.default.svc, namespace: argocd }
`;

const applicationSet = (more: object = {}) => ({
  kind: 'argocd-applicationset:save',
  environment: 'production',
  name: 'monitoring',
  folder: 'monitoring',
  project: 'shop',
  namespace: 'checkout',
  ...more,
});

function repository(more: Record<string, string> = {}) {
  return new Map([
    ...repositoryAfter(onboard()),
    ['argocd-apps/projects/shop.yaml', argocdProject('shop')] as const,
    [ROOT, root] as const,
    ...Object.entries(more),
  ]);
}

const planned = (files: Map<string, string>, more: object = {}) =>
  plan(intentOf(applicationSet(more)), snapshotOf(files));

function planOf(files: Map<string, string>, more: object = {}): ChangePlan {
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

it('adds one Application for a folder of each cluster, in a project that no folder chooses', () => {
  const change = planOf(repository(), { exclude: ['prod-cluster-01'] });
  expect(change).toMatchObject({
    title: 'Add application set monitoring to production',
    cluster: null,
    files: [
      { path: FILE, action: 'add' },
      { path: ROOT, action: 'edit' },
    ],
  });
  const [{ content }, { content: carrying }] = change.files;
  const url = 'https://git.example.com/shop/backups';
  expect(parse(content ?? '')).toMatchObject({
    kind: 'ApplicationSet',
    metadata: { name: 'monitoring', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            repoURL: url,
            revision: 'main',
            directories: [
              { path: 'environments/production/clusters/*/monitoring' },
              {
                path: 'environments/production/clusters/prod-cluster-01/monitoring',
                exclude: true,
              },
            ],
          },
        },
      ],
      syncPolicy: {
        preserveResourcesOnDeletion: true,
        applicationsSync: 'create-update',
      },
      template: {
        metadata: {
          name: '{{ index .path.segments 3 }}-{{ .path.basename }}',
        },
        spec: {
          project: 'shop',
          source: {
            repoURL: url,
            targetRevision: 'main',
            path: '{{ .path.path }}',
          },
          destination: {
            name: '{{ index .path.segments 3 }}',
            namespace: 'checkout',
          },
          syncPolicy: { automated: { prune: false, selfHeal: true } },
        },
      },
    },
  });
  expect(parse(carrying ?? '').spec.source.directory.include).toBe(
    '{bootstrap/*.yaml,projects/*.yaml,applicationsets/*.yaml}',
  );
  expect(change.summary).toContain('but not `prod-cluster-01`');
});

const byHand = `# Ask the platform team first.
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: monitoring, namespace: argocd }
spec:
  goTemplate: true
  generators:
    - git:
        repoURL: https://git.example.com/shop/backups
        revision: main
        requeueAfterSeconds: 600
        directories:
          - path: environments/production/clusters/*/monitoring # all
  strategy: { type: AllAtOnce }
  template:
    metadata:
      name: '{{.path.basename}}-of-{{index .path.segments 3}}'
    spec:
      project: old
      source:
        repoURL: https://git.example.com/shop/backups
        targetRevision: main
        path: '{{.path.path}}'
      destination: { name: '{{index .path.segments 3}}', namespace: old }
`;

it('changes what is there in place, and renames no Application', () => {
  const path = 'argocd-apps/applicationsets/platform.yaml';
  const change = planOf(repository({ [path]: byHand }), {
    exclude: ['prod-cluster-02'],
  });
  expect(change.title).toBe('Change application set monitoring of production');
  const { content } = change.files.find(file => file.path === path)!;
  expect(content).toContain('# Ask the platform team first.\n');
  expect(content).toContain('clusters/*/monitoring # all\n');
  expect(parse(content ?? '')).toMatchObject({
    spec: {
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            requeueAfterSeconds: 600,
            directories: [{}, { exclude: true }],
          },
        },
      ],
      strategy: { type: 'AllAtOnce' },
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: { name: '{{.path.basename}}-of-{{index .path.segments 3}}' },
        spec: { project: 'shop', destination: { namespace: 'checkout' } },
      },
    },
  });
});

const bootstrap = (kinds: string[]) => `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: velero-bootstrap, namespace: argocd }
spec:
  sourceRepos: ['https://git.example.com/shop/backups']
  destinations: [{ server: 'https://kubernetes.default.svc', namespace: argocd }]
  namespaceResourceWhitelist:
${kinds.map(kind => `    - { group: argoproj.io, kind: ${kind} }\n`).join('')}`;
const BOOTSTRAP = 'argocd-apps/bootstrap/root-app.yaml';

it('goes on where the project of the root allows the kind', () => {
  const kinds = ['Application', 'ApplicationSet', 'AppProject'];
  expect(
    planOf(repository({ [BOOTSTRAP]: bootstrap(kinds) })).files,
  ).toHaveLength(2);
});

it.each<
  [what: string, more: object, files: Record<string, string>, reason: RegExp]
>([
  [
    'a project that is not there',
    { project: 'unknown' },
    {},
    /^No AppProject is called 'unknown'/,
  ],
  [
    'an environment of Flux',
    { environment: 'staging' },
    {},
    /applied by Flux, which reads no ApplicationSet of Argo CD\.$/,
  ],
  [
    'a root whose project forbids the kind',
    {},
    { [BOOTSTRAP]: bootstrap(['Application']) },
    /does not allow the kind 'ApplicationSet': Argo CD would then apply nothing/,
  ],
  [
    'clusters that are applied one by one',
    { folder: 'velero-config' },
    {},
    /^An Application of its own applies the folder 'velero-config' of 'prod-cluster-01' already: leave this cluster out/,
  ],
  ...[
    ['another generator', 'git:\n', 'clusters:\n'],
    ['another folder', 'clusters/*/monitoring', 'clusters/*'],
    ['another path', "'{{.path.path}}'", "'{{.path.path}}/x'"],
    ['two generators', '  strategy', '    - list: {}\n  strategy'],
  ].map(
    ([what, before, after]): [
      string,
      object,
      Record<string, string>,
      RegExp,
    ] => [
      `${what} than the form writes`,
      {},
      { [FILE]: byHand.replace(before, after) },
      /is not made of the folders of clusters alone, so it cannot be changed safely\.$/,
    ],
  ),
])('is a conflict with %s', (_, more, files, reason) => {
  expect(planned(repository(files), more)).toMatchObject({
    result: 'conflict',
    reason: expect.stringMatching(reason),
  });
});

it('leaves out clusters that are applied one by one', () => {
  const wanted = { folder: 'velero-config', exclude: ['prod-cluster-01'] };
  expect(planOf(repository(), wanted).files).toHaveLength(2);
});

it.each([
  [{ name: '../x' }],
  [{ name: 'velero-root' }],
  [{ folder: 'velero-install' }],
  [{ folder: '../../staging' }],
  [{ folder: '{{ .path.path }}' }],
  [{ folder: 'mоnitoring' }], // a letter is Cyrillic
  [{ exclude: ['*'] }],
  [{ exclude: ['a', 'a'] }],
  [{ project: '{{ index .path.segments 3 }}' }],
  [{ project: 'default' }],
  [{ namespace: 'x'.repeat(10_000_000) }],
  [{ syncOptions: ['PruneLast=true', 'PruneLast=true'] }],
  [{ generators: [] }],
])('refuses %#', more => {
  expect(parseIntent(applicationSet(more))).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/^.{1,1000}$/s),
  });
});
