import {
  intentOf,
  onboard,
  repositoryAfter,
  snapshotOf,
} from '../../plan/__fixtures__/repositories';
import { argocdProject } from '../../plan/__fixtures__/argocdProject';
import { applyPlan, plan } from '../../plan';
import { checkRepository } from '../check';

const FILE = 'argocd-apps/applicationsets/monitoring.yaml';
const FOLDER = 'environments/production/clusters/prod-cluster-01/monitoring';

const files = new Map([
  ...repositoryAfter(onboard()),
  ['argocd-apps/projects/shop.yaml', argocdProject('shop')],
  [
    `${FOLDER}/rules.yaml`,
    'kind: ConfigMap\napiVersion: v1\nmetadata: { name: rules, namespace: checkout }\n',
  ],
]);
const outcome = plan(
  intentOf({
    kind: 'argocd-applicationset:save',
    environment: 'production',
    name: 'monitoring',
    folder: 'monitoring',
    project: 'shop',
    namespace: 'checkout',
  }),
  snapshotOf(files),
);
if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
const good = applyPlan(files, outcome.plan);

/** What is found beside what is found of Velero itself. */
const found = (all: ReadonlyMap<string, string>) =>
  checkRepository(all)
    .filter(({ path }) => path === FILE)
    .map(({ code, severity, line }) => [code, severity, line]);

function broken(before: string | RegExp, after: string) {
  const text = good.get(FILE) ?? '';
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`'${before}' is not in '${FILE}'`);
  return new Map(good).set(FILE, changed);
}

it('has nothing to say of what the form writes', () => {
  expect(found(good)).toEqual([]);
});

it.each<[string, Map<string, string>, unknown[]]>([
  [
    'a template that goes on without a value',
    broken(/ {2}goTemplateOptions:\n.*\n/, ''),
    ['TEMPLATE_LENIENT', 'warning', 11],
  ],
  [
    'a template of the old kind',
    broken('goTemplate: true', 'goTemplate: false'),
    ['TEMPLATE_LENIENT', 'warning', 12],
  ],
  [
    'what goes with the ApplicationSet (T11)',
    broken(
      'preserveResourcesOnDeletion: true',
      'preserveResourcesOnDeletion: false',
    ),
    ['DELETE_CASCADES', 'error', 21],
  ],
  [
    'a project that a folder chooses',
    broken('project: shop', "project: '{{ .path.basename }}'"),
    ['PROJECT_TEMPLATED', 'error', 31],
  ],
  [
    'the project that allows everything',
    broken('project: shop', 'project: default'),
    ['PROJECT_TOO_WIDE', 'warning', 31],
  ],
  [
    'a project that is not there',
    broken('project: shop', 'project: other'),
    ['PROJECT_UNKNOWN', 'error', 31],
  ],
  [
    'a namespace that the project forbids',
    broken('namespace: checkout', 'namespace: velero'),
    ['PROJECT_FORBIDS', 'error', 38],
  ],
  [
    'folders that are not there yet',
    broken('clusters/*/monitoring', 'clusters/*/other'),
    ['GENERATES_NOTHING', 'info', 15],
  ],
  [
    'a folder that an Application applies as well',
    broken('clusters/*/monitoring', 'clusters/*/velero-config'),
    ['APPLIED_TWICE', 'error', 15],
  ],
])('finds %s', (_, all, wanted) => {
  expect(found(all)).toEqual([wanted]);
});

it('leaves alone what is left out, and what it cannot tell', () => {
  const all = 'environments/production/clusters/*';
  const taking = (...directories: object[]) =>
    found(
      broken(
        /directories:\n.*\n/,
        `directories: ${JSON.stringify(directories)}\n`,
      ),
    );
  expect(
    taking({ path: `${all}/*` }, { path: `${all}/velero-*`, exclude: true }),
  ).toEqual([]);
  expect(taking({ path: `${all}/velero-confi[g]` })).toEqual([]);
});
