import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import {
  intentOf,
  onboard,
  repositoryAfter,
  save,
  snapshotOf,
} from './__fixtures__/repositories';
import { plan } from '.';

const DIRECTORY = 'environments/production/clusters/prod-cluster-01';
const empty = repositoryAfter();
const run = (intent: object, files: ReadonlyMap<string, string>) =>
  plan(intentOf(intent), snapshotOf(files));
const objectsIn = (text: string | undefined) =>
  parseAllDocuments(text ?? '').map(document => document.toJS());

describe('onboarding with Argo CD', () => {
  it('writes the whole cluster, and nothing else', () => {
    const outcome = run(onboard(), empty);
    if (outcome.result !== 'planned') throw new Error('not planned');
    expect(
      outcome.plan.files.map(({ path, action }) => `${action} ${path}`),
    ).toEqual([
      'add argocd-apps/cluster-apps/prod-cluster-01.yaml',
      'add argocd-apps/environments/production-apps.yaml',
      'add argocd-apps/projects/production.yaml',
      `add ${DIRECTORY}/velero-config/backup-schedules/daily-full-30day.yaml`,
      `add ${DIRECTORY}/velero-config/backup-schedules/weekly-full-90day.yaml`,
      `add ${DIRECTORY}/velero-config/kustomization.yaml`,
      `add ${DIRECTORY}/velero-config/storage-locations/aws-s3-production-eu-central-1.yaml`,
      `add ${DIRECTORY}/velero-install/kustomization.yaml`,
      `add ${DIRECTORY}/velero-install/namespace.yaml`,
      `add ${DIRECTORY}/velero-install/rbac.yaml`,
      `add ${DIRECTORY}/velero-install/values.yaml`,
    ]);
    expect(outcome.plan.summary).toContain(
      'the Secret `object-store` with the key `cloud`',
    );
  });

  it('installs first, configures then, and cannot tear Velero down', () => {
    const files = repositoryAfter(onboard());
    const [install, config] = objectsIn(
      files.get('argocd-apps/cluster-apps/prod-cluster-01.yaml'),
    );
    expect(install.metadata).not.toHaveProperty('finalizers');
    expect(config.metadata).not.toHaveProperty('finalizers');
    expect(install.spec.syncPolicy.automated).toEqual({
      prune: false,
      selfHeal: true,
    });
    expect(install.spec.sources[0]).toMatchObject({
      chart: 'velero',
      targetRevision: '12.1.0',
      helm: { valueFiles: [`$values/${DIRECTORY}/velero-install/values.yaml`] },
    });
    const wave = (app: { metadata: { annotations: Record<string, string> } }) =>
      Number(app.metadata.annotations['argocd.argoproj.io/sync-wave']);
    expect(wave(install)).toBeLessThan(wave(config));
    expect(config.spec.syncPolicy.syncOptions).toContain(
      'SkipDryRunOnMissingResource=true',
    );
  });

  it('gives each cluster a prefix of its own and keeps its location', () => {
    const files = repositoryAfter(
      onboard(),
      onboard({ cluster: 'prod-cluster-02' }),
    );
    const prefixes = [...files]
      .filter(([path]) => path.includes('storage-locations'))
      .map(([, text]) => objectsIn(text)[0])
      .map(({ spec, metadata }) => [
        spec.objectStorage.prefix,
        metadata.annotations['argocd.argoproj.io/sync-options'],
      ]);
    expect(prefixes).toEqual([
      ['prod-cluster-01', 'Prune=false,Delete=false'],
      ['prod-cluster-02', 'Prune=false,Delete=false'],
    ]);
  });

  it('joins the project and the list of its environment, keeping what stands there', () => {
    const one = repositoryAfter(onboard());
    const project = one.get('argocd-apps/projects/production.yaml') ?? '';
    one.set('argocd-apps/projects/production.yaml', `# guarded\n${project}`);
    const outcome = run(
      onboard({
        cluster: 'prod-cluster-02',
        server: 'https://two.example.com',
      }),
      one,
    );
    if (outcome.result !== 'planned') throw new Error('not planned');
    const edits = outcome.plan.files.filter(({ action }) => action === 'edit');
    expect(edits.map(({ path }) => path)).toEqual([
      'argocd-apps/environments/production-apps.yaml',
      'argocd-apps/projects/production.yaml',
    ]);
    expect(edits[0].content).toContain(
      "include: '{prod-cluster-01.yaml,prod-cluster-02.yaml}'",
    );
    expect(edits[1].content).toMatch(/^# guarded\n/);
    expect(objectsIn(edits[1].content ?? '')[0].spec.destinations).toEqual([
      {
        server: 'https://prod-cluster-01.example.com:6443',
        namespace: 'velero',
      },
      {
        server: 'https://prod-cluster-01.example.com:6443',
        namespace: 'velero-manager',
      },
      { server: 'https://two.example.com', namespace: 'velero' },
      { server: 'https://two.example.com', namespace: 'velero-manager' },
    ]);
  });

  it('grants the portal exactly what the documentation does', () => {
    const files = repositoryAfter(onboard());
    const written = objectsIn(
      files.get(`${DIRECTORY}/velero-install/rbac.yaml`),
    );
    const documented = objectsIn(
      readFileSync(
        join(
          __dirname,
          '../../../../examples/kubernetes/velero-manager-reader.yaml',
        ),
        'utf8',
      ),
    );
    for (const kind of ['ClusterRole', 'Role']) {
      const [rules, same] = [written, documented].map(
        objects => objects.find(object => object.kind === kind)?.rules,
      );
      expect(rules).toEqual(same);
      expect(JSON.stringify(rules)).not.toMatch(/secrets|create|\*/);
    }
    const [role] = written.filter(({ kind }) => kind === 'Role');
    expect(role.metadata.namespace).toBe('velero');
    expect(role.rules).toContainEqual({
      apiGroups: [''],
      resources: ['configmaps'],
      verbs: ['get'],
    });
  });
});

describe('onboarding with Flux', () => {
  const staging = onboard({
    environment: 'staging',
    cluster: 'staging-cluster-01',
  });

  it('waits for Velero before it configures it', () => {
    const files = repositoryAfter(staging);
    const [source, install, config] = objectsIn(
      files.get('flux/clusters/staging-cluster-01.yaml'),
    );
    expect(source).toMatchObject({
      kind: 'GitRepository',
      spec: { interval: '1m' },
    });
    expect(install.spec).toMatchObject({ wait: true, prune: false });
    expect(config.spec).toMatchObject({
      prune: true,
      dependsOn: [{ name: install.metadata.name }],
    });
    expect(
      [...files.keys()].filter(path => path.startsWith('argocd-apps/')),
    ).toEqual(['argocd-apps/bootstrap/root-app.yaml']);
    const directory =
      'environments/staging/clusters/staging-cluster-01/velero-install';
    expect(objectsIn(files.get(`${directory}/install.yaml`))).toMatchObject([
      { kind: 'HelmRepository' },
      {
        kind: 'HelmRelease',
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        spec: { interval: '1h', chart: { spec: { version: '12.1.0' } } },
      },
    ]);
  });

  it('follows the intent rather than the environment', () => {
    const files = repositoryAfter(onboard({ engine: 'flux' }));
    expect(files.has('flux/clusters/prod-cluster-01.yaml')).toBe(true);
  });
});

describe('a cluster that is there', () => {
  it('is left alone when it is as it would be written, whatever was added since', () => {
    expect(run(onboard(), repositoryAfter(onboard()))).toEqual({
      result: 'unchanged',
    });
    expect(run(onboard(), repositoryAfter(onboard(), save()))).toEqual({
      result: 'unchanged',
    });
  });

  it('is a conflict when it is not', () => {
    const path = `${DIRECTORY}/velero-install/values.yaml`;
    const files = repositoryAfter(onboard()).set(
      path,
      'deployNodeAgent: false\n',
    );
    expect(run(onboard(), files)).toEqual({
      result: 'conflict',
      path,
      reason: expect.stringMatching(/is in this repository already/),
    });
    expect(
      run(
        onboard({ server: 'https://other.example.com' }),
        repositoryAfter(onboard()),
      ),
    ).toMatchObject({
      result: 'conflict',
      path: 'argocd-apps/cluster-apps/prod-cluster-01.yaml',
    });
  });

  it('is a conflict in another environment', () => {
    expect(
      run(
        onboard({ environment: 'staging', engine: 'argocd' }),
        repositoryAfter(onboard()),
      ),
    ).toMatchObject({ result: 'conflict' });
  });

  it('finds its way back into a list that lost it', () => {
    const path = 'argocd-apps/environments/production-apps.yaml';
    const files = repositoryAfter(onboard());
    const text = files.get(path) ?? '';
    files.set(
      path,
      text.replace('{prod-cluster-01.yaml}', '{prod-cluster-09.yaml}'),
    );
    expect(run(onboard(), files)).toMatchObject({
      result: 'planned',
      plan: { files: [{ path }] },
    });
  });

  describe('beside a project that was written by hand', () => {
    const PROJECT = 'argocd-apps/projects/production.yaml';
    const two = {
      cluster: 'prod-cluster-02',
      server: 'https://two.example.com',
    };
    const REPOSITORY = 'https://git.example.com/shop/backups';
    const CHART = 'https://vmware-tanzu.github.io/helm-charts';
    const projectOf = (spec: string) =>
      repositoryAfter(onboard()).set(
        PROJECT,
        `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: velero-production, namespace: argocd }\n${spec}`,
      );
    const own = { server: 'https://two.example.com', namespace: 'velero' };
    const reader = { ...own, namespace: 'velero-manager' };

    it.each([
      ['has no spec', '', [], []],
      ['has an empty spec', 'spec:\n', [], []],
      [
        'has lists of nothing',
        'spec:\n  destinations:\n  sourceRepos: []\n',
        [],
        [],
      ],
      [
        'takes its lists from a merge key',
        'spec:\n  <<: { destinations: [{ name: ours, namespace: shop }], sourceRepos: [https://git.example.com/shop/ours] }\n',
        [{ name: 'ours', namespace: 'shop' }],
        ['https://git.example.com/shop/ours'],
      ],
      [
        'takes its destinations from an alias',
        'spec:\n  orphanedResources: { ignore: &ours [{ name: ours }] }\n  destinations: *ours\n',
        [{ name: 'ours' }],
        [],
      ],
      [
        'allows no namespace in one destination',
        'spec:\n  destinations: [ours, { server: https://two.example.com }]\n',
        ['ours', { server: 'https://two.example.com' }],
        [],
      ],
    ])(
      'adds to what it allows where that %s',
      (_, spec, destinations, repos) => {
        const outcome = run(onboard(two), projectOf(spec));
        if (outcome.result !== 'planned')
          throw new Error(JSON.stringify(outcome));
        const file = outcome.plan.files.find(({ path }) => path === PROJECT);
        const [project] = objectsIn(file?.content ?? '');
        expect(project.spec).toMatchObject({
          destinations: [...destinations, own, reader],
          sourceRepos: [...repos, REPOSITORY, CHART],
        });
      },
    );

    it('leaves it alone where it allows all of it already', () => {
      const files = repositoryAfter(onboard());
      const outcome = run(
        onboard({ ...two, server: 'https://prod-cluster-01.example.com:6443' }),
        files,
      );
      if (outcome.result !== 'planned')
        throw new Error(JSON.stringify(outcome));
      expect(outcome.plan.files.map(({ path }) => path)).not.toContain(PROJECT);
    });

    it.each([
      [
        'destinations that are no list',
        'spec: { destinations: { server: x } }\n',
        /The AppProject 'velero-production' in '.*' is not written as lists of its own/,
      ],
      [
        'repositories that are no list',
        "spec: { sourceRepos: 'https://git.example.com/shop/ours' }\n",
        /is not written as lists of its own/,
      ],
      [
        'a spec that an alias stands for',
        'x: &ours { sourceRepos: [] }\nspec: *ours\n',
        /The AppProject 'velero-production' is not written as maps of its own/,
      ],
      ['what is no YAML', 'spec: [\n', /is not valid YAML: .* \(line \d+\)/],
    ])('conflicts with %s', (_, spec, reason) => {
      expect(run(onboard(two), projectOf(spec))).toEqual({
        result: 'conflict',
        path: PROJECT,
        reason: expect.stringMatching(reason),
      });
    });
  });

  it.each([
    [
      'argocd-apps/environments/production-apps.yaml',
      ' {4}directory:\n.*include: .*\n',
      '',
      /must list its clusters/,
    ],
    [
      'argocd-apps/environments/production-apps.yaml',
      'include: .*',
      "include: '*.yaml'",
      /must list its clusters/,
    ],
    [
      'argocd-apps/projects/production.yaml',
      'name: velero-production',
      'name: other',
      /holds no AppProject/,
    ],
  ])('refuses to guess in %s', (path, before, after, reason) => {
    const files = repositoryAfter(onboard());
    files.set(path, (files.get(path) ?? '').replace(new RegExp(before), after));
    expect(run(onboard({ cluster: 'prod-cluster-02' }), files)).toEqual({
      result: 'conflict',
      path,
      reason: expect.stringMatching(reason),
    });
  });
});
