import { pathsOf, SETTINGS_PATH } from '../../snapshot';
import { isWithin } from '../../snapshot/RepositorySnapshot';
import { plan } from '../../plan';
import {
  intentOf,
  onboard,
  repositoryAfter,
  snapshotOf,
} from '../../plan/__fixtures__/repositories';
import { check, checkRepository } from '..';

const staging = { environment: 'staging', cluster: 'staging-cluster-01' };
const production = { environment: 'production', cluster: 'prod-cluster-01' };
const save = (place: object) => ({
  ...{ kind: 'alert-rules:save', ...place },
  clusterLabel: 'cluster',
});
const sharedOf = (environment: string) => `environments/${environment}/shared`;

const underFlux = repositoryAfter(onboard(staging), save(staging));
const underArgocd = repositoryAfter(onboard(), save(production));
const FLUX = 'flux/clusters/staging-cluster-01.yaml';

function notApplied(files: ReadonlyMap<string, string>) {
  return checkRepository(files).filter(
    ({ code }) => code === 'ALERTS_NOT_APPLIED',
  );
}

/** The file with one more object. */
const withObject = (
  files: ReadonlyMap<string, string>,
  path: string,
  object: string,
) =>
  new Map(files).set(
    path,
    `${files.get(path) ?? ''}${files.has(path) ? '---\n' : ''}${object}`,
  );

const kustomization = (
  path: string,
) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: shared, namespace: flux-system }
spec:
  interval: 10m
  path: ${path}
  prune: true
  sourceRef: { kind: GitRepository, name: velero-gitops-config }
`;
const application = (
  path: string,
  repoURL = 'https://git.example.com/shop/backups',
) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shared, namespace: argocd }
spec:
  project: default
  destination: { name: in-cluster, namespace: monitoring }
  source: { repoURL: '${repoURL}', targetRevision: main, path: ${path} }
`;

const applicationSet = (folders: string) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: shared, namespace: argocd }
spec:
  goTemplate: true
  generators:
    - git:
        repoURL: https://git.example.com/shop/backups
        revision: main
        directories: [{ path: '${folders}' }]
  template:
    metadata: { name: '{{ .path.basename }}' }
    spec:
      project: default
      destination: { name: in-cluster, namespace: monitoring }
      source:
        repoURL: https://git.example.com/shop/backups
        targetRevision: main
        path: '{{ .path.path }}'
`;

it('says under Flux that nothing applies the alert rules, and what would', () => {
  expect(notApplied(underFlux)).toEqual([
    {
      code: 'ALERTS_NOT_APPLIED',
      severity: 'warning',
      path: 'environments/staging/shared/alert-rules/staging-cluster-01.yaml',
      line: 2,
      message:
        "Nothing in this repository applies 'environments/staging/shared', so no Prometheus has these alert rules by it.",
      fix: "Add a Kustomization with the path './environments/staging/shared' to what the Flux of the cluster in which Prometheus runs applies.",
    },
  ]);
});

it('says it under Argo CD, too', () => {
  expect(notApplied(underArgocd)).toMatchObject([
    {
      path: 'environments/production/shared/alert-rules/prod-cluster-01.yaml',
      fix: "Add an Application of the path 'environments/production/shared' for the cluster in which Prometheus runs.",
    },
  ]);
});

it.each<[string, Map<string, string>, number]>([
  [
    'a Kustomization of the folder',
    withObject(underFlux, FLUX, kustomization(`./${sharedOf('staging')}`)),
    0,
  ],
  [
    'a Kustomization in the folder of a cluster',
    withObject(
      underFlux,
      'flux/clusters/staging-cluster-01/shared.yaml',
      kustomization(`./${sharedOf('staging')}/alert-rules/`),
    ),
    0,
  ],
  [
    'a Kustomization of all',
    withObject(underFlux, FLUX, kustomization('./')),
    0,
  ],
  [
    'a Kustomization of another environment',
    withObject(underFlux, FLUX, kustomization('./environments/production')),
    1,
  ],
  [
    'a Kustomization of a folder whose name begins alike',
    withObject(underFlux, FLUX, kustomization('./environments/stag')),
    1,
  ],
  [
    'a Kustomization of one of its other folders',
    withObject(
      underFlux,
      FLUX,
      kustomization(`./${sharedOf('staging')}/storage-classes`),
    ),
    1,
  ],
  [
    'a list of resources that takes it along',
    new Map(underFlux).set(
      'environments/staging/clusters/staging-cluster-01/velero-config/kustomization.yaml',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../../../shared]\n',
    ),
    0,
  ],
  [
    'an Application of the folder',
    withObject(
      underArgocd,
      'argocd-apps/applications/shared.yaml',
      application(sharedOf('production')),
    ),
    0,
  ],
  [
    'an Application of the same path of another repository',
    withObject(
      underArgocd,
      'argocd-apps/applications/shared.yaml',
      application(sharedOf('production'), 'https://git.example.com/other/own'),
    ),
    1,
  ],
  [
    'an Application of several sources, one of them the folder and one a chart',
    withObject(
      underArgocd,
      'argocd-apps/applications/shared.yaml',
      application(sharedOf('production')).replace(
        /source: \{(.*)\}/,
        "sources: [{ repoURL: 'https://git.example.com/shop/backups', targetRevision: '1.0.0', chart: a }, {$1}]",
      ),
    ),
    0,
  ],
  [
    'an ApplicationSet of what every environment shares',
    withObject(
      underArgocd,
      'argocd-apps/applicationsets/shared.yaml',
      applicationSet('environments/*/shared'),
    ),
    0,
  ],
  [
    'an ApplicationSet of other folders',
    withObject(
      underArgocd,
      'argocd-apps/applicationsets/shared.yaml',
      applicationSet('environments/*/clusters'),
    ),
    1,
  ],
  [
    'a list that lists nothing',
    new Map(underFlux).set(
      'environments/staging/clusters/staging-cluster-01/velero-config/kustomization.yaml',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
    ),
    1,
  ],
  [
    'rules in a repository whose settings are missing',
    new Map([...underFlux].filter(([path]) => path !== SETTINGS_PATH)),
    1,
  ],
  [
    'nothing in rules that belong to one cluster',
    new Map(underFlux).set(
      'environments/staging/clusters/staging-cluster-01/velero-config/rules.yaml',
      underFlux.get(
        'environments/staging/shared/alert-rules/staging-cluster-01.yaml',
      )!,
    ),
    1,
  ],
])('sees %s', (_, files, findings) => {
  expect(notApplied(files)).toHaveLength(findings);
});

describe('in a preview, which sees a part of the repository', () => {
  const preview = (place: object, files: ReadonlyMap<string, string>) => {
    const intent = intentOf(save(place));
    const scope = pathsOf(intent);
    const seen = snapshotOf(
      new Map([...files].filter(([path]) => isWithin(scope, path))),
    );
    const outcome = plan(intent, seen);
    if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
    return {
      codes: check({ plan: outcome.plan }, seen).map(({ code }) => code),
      summary: outcome.plan.summary,
    };
  };
  const NOTHING = 'Nothing in this repository is known to apply';

  it('is said under Flux, where all that applies anything is seen', () => {
    const bare = repositoryAfter(onboard(staging));
    const { codes, summary } = preview(staging, bare);
    expect(codes).toContain('ALERTS_NOT_APPLIED');
    expect(summary).toContain(NOTHING);
    const applied = preview(
      staging,
      withObject(
        bare,
        'flux/clusters/staging-cluster-02.yaml',
        kustomization(`./${sharedOf('staging')}`),
      ),
    );
    expect(applied.codes).not.toContain('ALERTS_NOT_APPLIED');
    expect(applied.summary).not.toContain(NOTHING);
  });

  it('is left to the summary under Argo CD, where an Application may stand elsewhere', () => {
    const { codes, summary } = preview(production, repositoryAfter(onboard()));
    expect(codes).not.toContain('ALERTS_NOT_APPLIED');
    expect(summary).toContain(NOTHING);
  });
});
