import { onboard, repositoryAfter } from '../../plan/__fixtures__/repositories';
import { checkRepository } from '../check';

const PROJECT = 'argocd-apps/projects/production.yaml';
const APPS = 'argocd-apps/cluster-apps/prod-cluster-01.yaml';
const BOOTSTRAP = 'argocd-apps/bootstrap/root-app.yaml';
const SERVER = 'https://prod-cluster-01.example.com:6443';
const OURS = 'https://git.example.com/shop/backups';
const CHARTS = 'https://vmware-tanzu.github.io/helm-charts';

const good = repositoryAfter(onboard());

/** The repository with a project that somebody wrote by hand. */
const withProject = (spec: string, from = good) =>
  new Map(from).set(
    PROJECT,
    `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: velero-production, namespace: argocd }\nspec: ${spec}\n`,
  );
const withApps = (change: (text: string) => string) =>
  new Map(good).set(APPS, change(good.get(APPS) ?? ''));
const repos = `sourceRepos: ['${OURS}', '${CHARTS}']`;
const everywhere = `destinations: [{ server: '${SERVER}', namespace: velero }, { server: '${SERVER}', namespace: velero-manager }]`;

/** What is said of projects, in short. */
const found = (files: ReadonlyMap<string, string>) =>
  checkRepository(files)
    .filter(({ code }) => code.startsWith('PROJECT_'))
    .map(({ code, message }) => `${code}: ${message}`);
const forbidden = (what: string) =>
  `PROJECT_FORBIDS: The project 'velero-production' does not allow ${what}.`;

it('has nothing to say of what onboarding writes', () => {
  expect(found(good)).toEqual([]);
});

it.each([
  [
    'lists no kinds, and so allows those of every namespace',
    withProject(`{ ${repos}, ${everywhere} }`),
    [],
  ],
  [
    'allows kinds by a glob',
    withProject(
      `{ ${repos}, ${everywhere}, namespaceResourceWhitelist: [{ group: '*', kind: '*' }] }`,
    ),
    [],
  ],
  [
    'allows repositories by a glob',
    withProject(
      `{ sourceRepos: ['https://git.example.com/shop/*', '${CHARTS}'], ${everywhere} }`,
    ),
    [],
  ],
  [
    'allows the cluster by the name that its Applications give',
    withProject(
      `{ ${repos}, destinations: [{ name: prod-1, namespace: velero }, { name: prod-1, namespace: velero-manager }] }`,
      withApps(text => text.replace(/server: .*/g, 'name: prod-1')),
    ),
    [],
  ],
  [
    'lists no repositories',
    withProject(`{ ${everywhere} }`),
    [
      forbidden(`the repository "${CHARTS}"`),
      forbidden(`the repository "${OURS}"`),
      forbidden(`the repository "${OURS}"`),
    ],
  ],
  [
    'lists no namespace',
    withProject(`{ ${repos}, destinations: [{ server: '${SERVER}' }] }`),
    expect.arrayContaining([
      forbidden(`the destination "${SERVER}", namespace "velero"`),
      forbidden('the namespace "velero" of this cluster'),
    ]),
  ],
  [
    'lists no destinations, of a cluster that has a name',
    withProject(
      `{ ${repos} }`,
      withApps(text => text.replace(/server: .*/g, 'name: prod-1')),
    ),
    expect.arrayContaining([
      forbidden('the destination "prod-1", namespace "velero"'),
    ]),
  ],
  [
    'allows every server',
    withProject(
      `{ ${repos}, destinations: [{ server: '*', namespace: velero }, { server: '${SERVER}', namespace: velero-manager }] }`,
    ),
    [
      "PROJECT_TOO_WIDE: The project 'velero-production' allows any cluster or namespace.",
    ],
  ],
  [
    'allows every name and every namespace',
    withProject(
      `{ ${repos}, destinations: [{ name: '*', namespace: shop }, { server: '${SERVER}', namespace: '*' }] }`,
    ),
    [
      "PROJECT_TOO_WIDE: The project 'velero-production' allows any cluster or namespace.",
      "PROJECT_TOO_WIDE: The project 'velero-production' allows any cluster or namespace.",
    ],
  ],
])('judges a project that %s', (_, files, wanted) => {
  expect(found(files)).toEqual(wanted);
});

it.each([
  [
    'that carries the Applications',
    new Map(good).set(BOOTSTRAP, 'a: 1\n'),
    'velero-bootstrap',
  ],
  [
    'of its environment',
    new Map([...good].filter(([path]) => path !== PROJECT)),
    'velero-production',
  ],
  [
    'of a team',
    withApps(text => text.replace(/project: .*/g, 'project: shop')),
    'shop',
  ],
])('misses the project %s', (_, files, name) => {
  expect(new Set(found(files))).toEqual(
    new Set([
      `PROJECT_UNKNOWN: No AppProject is called "${name}": Argo CD refuses the Application.`,
    ]),
  );
});
