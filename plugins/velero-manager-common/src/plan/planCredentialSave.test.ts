import { parse } from 'yaml';
import { check, checkRepository } from '../check';
import { jsonSchemaOf, parseIntent } from '../intents';
import {
  intentOf,
  onboard,
  repositoryAfter,
  SETTINGS,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan } from '.';

const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';
const FILE = `${LEAF}/credentials/archive-store.yaml`;
const PROJECT = 'argocd-apps/projects/production.yaml';

const onboarded = repositoryAfter(onboard());
const flux = repositoryAfter(onboard({ engine: 'flux' }));
const where = {
  kind: 'credential:save',
  environment: 'production',
  cluster: 'prod-cluster-01',
};
const reference = (more: object = {}) => ({
  ...where,
  name: 'archive-store',
  secretStore: { name: 'vault' },
  remoteKey: 'backup/prod-cluster-01',
  ...more,
});

const sealedValue = `AgB${'x0/+'.repeat(180)}=`;
const sealed = (more = '') => `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  creationTimestamp: null
  name: archive-store
  namespace: velero
spec:
  encryptedData:
    cloud: ${sealedValue}
  template:
    metadata:
      creationTimestamp: null
      name: archive-store
      namespace: velero
${more}`;
const enc = 'ENC[AES256_GCM,data:YWJj,iv:YWJj,tag:YWJj,type:str]';
const sops = `apiVersion: v1
kind: Secret
metadata:
  name: archive-store
  namespace: velero
stringData:
  cloud: ${enc}
sops:
  age:
    - recipient: age1example
      enc: YWJj
  lastmodified: '2026-01-01T00:00:00Z'
  mac: ${enc}
  encrypted_regex: ^(data|stringData)$
  version: 3.9.0
`;
const pasted = (encrypted: string, more: object = {}) => ({
  ...where,
  name: 'archive-store',
  encrypted,
  ...more,
});

function planned(
  intent: object,
  files: ReadonlyMap<string, string> = onboarded,
) {
  const outcome = plan(intentOf(intent), snapshotOf(files));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}
const errorsOf = (files: ReadonlyMap<string, string>) =>
  checkRepository(files).filter(({ severity }) => severity === 'error');

describe('by reference', () => {
  it('is an ExternalSecret of the name that locations use, and allowed', () => {
    const change = planned(reference());
    expect(change.files.map(({ path }) => path)).toEqual([
      PROJECT,
      FILE,
      `${LEAF}/kustomization.yaml`,
    ]);
    expect(change.files[0].content).toContain('kind: ExternalSecret');
    expect(change.files[1].content).toMatchInlineSnapshot(`
      "apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: archive-store
        namespace: velero
        labels:
          velero-manager.io/cluster: prod-cluster-01
          velero-manager.io/environment: production
        annotations:
          velero-manager.io/change: credential-save/production/prod-cluster-01/archive-store
          velero-manager.io/spec-hash: d10ddc57a9ce6be176342397bf11c67f42e14043bc00075c13fd1674f265baed
      spec:
        refreshInterval: 1h0m0s
        secretStoreRef:
          kind: ClusterSecretStore
          name: vault
        target:
          name: archive-store
          creationPolicy: Owner
          deletionPolicy: Retain
        data:
          - secretKey: cloud
            remoteRef:
              key: backup/prod-cluster-01
      "
    `);
    const after = applyPlan(onboarded, change);
    expect(errorsOf(after)).toEqual([]);
    expect(plan(intentOf(reference()), snapshotOf(after))).toEqual({
      result: 'unchanged',
    });
  });

  it('makes the credentials file of two keys', () => {
    const keys = reference({
      form: 'aws-keys',
      accessKeyProperty: 'id',
      secretKeyProperty: 'key',
      refreshInterval: '15m',
    });
    const change = planned(keys, flux);
    expect(change.files[0].content).toContain(
      'aws_secret_access_key={{ .secretAccessKey }}',
    );
    expect(errorsOf(applyPlan(flux, change))).toEqual([]);
  });

  it('is changed in place, and what is not asked for stays', () => {
    const files = applyPlan(onboarded, planned(reference()));
    files.set(
      FILE,
      (files.get(FILE) ?? '').replace(
        'refreshInterval: 1h0m0s',
        'refreshInterval: 2h # the store is slow',
      ),
    );
    const edit = reference({
      name: undefined,
      existing: 'archive-store',
      remoteKey: 'backup/new',
    });
    const change = planned(edit, files);
    expect(change.files).toHaveLength(1);
    expect(change.files[0].content).toContain('2h # the store is slow');
    expect(change.files[0].content).toContain('key: backup/new');
    expect(
      plan(intentOf(reference({ remoteKey: 'other' })), snapshotOf(files)),
    ).toMatchObject({ result: 'conflict', path: FILE });
  });
});

describe('in a project of Argo CD that was written by hand', () => {
  const APPS = 'argocd-apps/cluster-apps/prod-cluster-01.yaml';
  const SERVER = 'https://prod-cluster-01.example.com:6443';
  const ours = { group: 'external-secrets.io', kind: 'ExternalSecret' };
  const projectOf = (spec: string) =>
    new Map(onboarded).set(
      PROJECT,
      `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: velero-production, namespace: argocd }\n${spec}`,
    );
  const specAfter = (files: ReadonlyMap<string, string>) =>
    parse(applyPlan(files, planned(reference(), files)).get(PROJECT) ?? '', {
      merge: true,
    }).spec;

  it.each([
    [
      'that allows neither',
      'spec:\n',
      { destinations: [{ server: SERVER, namespace: 'velero' }] },
    ],
    [
      'that lists no kinds, and so allows all',
      'spec:\n  destinations: []\n',
      { destinations: [{ server: SERVER, namespace: 'velero' }] },
    ],
    [
      'that allows the place by a glob',
      `spec:\n  destinations: [{ server: '*', namespace: velero }]\n  namespaceResourceWhitelist: []\n`,
      {
        destinations: [{ server: '*', namespace: 'velero' }],
        namespaceResourceWhitelist: [ours],
      },
    ],
    [
      'that lists kinds by halves',
      `spec:\n  destinations: [all, { server: '*', namespace: velero }]\n  namespaceResourceWhitelist: [all, { kind: ExternalSecret }, { group: external-secrets.io }]\n`,
      {
        destinations: ['all', { server: '*', namespace: 'velero' }],
        namespaceResourceWhitelist: [
          'all',
          { kind: 'ExternalSecret' },
          { group: 'external-secrets.io' },
          ours,
        ],
      },
    ],
    [
      'that takes its lists from a merge key',
      `spec:\n  <<: { destinations: [{ name: ours, namespace: shop }], namespaceResourceWhitelist: [{ group: apps, kind: Deployment }] }\n`,
      {
        destinations: [
          { name: 'ours', namespace: 'shop' },
          { server: SERVER, namespace: 'velero' },
        ],
        namespaceResourceWhitelist: [
          { group: 'apps', kind: 'Deployment' },
          ours,
        ],
      },
    ],
  ])('is allowed %s', (_, spec, wanted) => {
    expect(specAfter(projectOf(spec))).toEqual(wanted);
  });

  it('is allowed for a cluster that Argo CD knows by its name', () => {
    const files = projectOf('spec: { destinations: [] }\n').set(
      APPS,
      (onboarded.get(APPS) ?? '').replace(/server: .*/g, 'name: prod-1'),
    );
    expect(specAfter(files)).toEqual({
      destinations: [{ name: 'prod-1', namespace: 'velero' }],
    });
  });

  it.each([
    ['the project stands elsewhere', new Map(onboarded).set(PROJECT, '')],
    [
      'there is no file of it',
      new Map([...onboarded].filter(([path]) => path !== PROJECT)),
    ],
    [
      'the Applications stand elsewhere',
      new Map([...onboarded].filter(([path]) => path !== APPS)),
    ],
    [
      'the Application names no destination',
      new Map(onboarded).set(
        APPS,
        (onboarded.get(APPS) ?? '').replace(
          / {2}destination:\n(?: {4}.*\n)+/g,
          '',
        ),
      ),
    ],
    [
      'the Application names no project',
      new Map(onboarded).set(
        APPS,
        (onboarded.get(APPS) ?? '').replace(/ {2}project: .*\n/g, ''),
      ),
    ],
    [
      'the Application has no spec',
      new Map(onboarded).set(
        APPS,
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: prod-cluster-01-velero-config }\n',
      ),
    ],
  ])('is for people to allow where %s', (_, files) => {
    const change = planned(reference(), files);
    expect(change.files.map(({ path }) => path)).not.toContain(PROJECT);
    expect(change.summary).toContain(
      '**must be allowed by the project of Argo CD, which does not stand here: add the kind `ExternalSecret` to it**',
    );
  });

  it.each([
    [
      'destinations that are no list',
      projectOf('spec: { destinations: { server: x } }\n'),
      /The AppProject 'velero-production' in '.*' is not written as lists of its own/,
    ],
    [
      'kinds in a spec that an alias stands for',
      projectOf(
        "x: &ours { destinations: [{ server: '*', namespace: '*' }], namespaceResourceWhitelist: [] }\nspec: *ours\n",
      ),
      /is not written as lists of its own/,
    ],
    ['a project that is no YAML', projectOf('spec: [\n'), /is not valid YAML/],
    [
      'Applications that are no YAML',
      new Map(onboarded).set(APPS, 'a: ['),
      /The file 'argocd-apps.cluster-apps.*' is not valid YAML: .* \(line 1\)/,
    ],
  ])('conflicts with %s', (_, files, reason) => {
    expect(plan(intentOf(reference()), snapshotOf(files))).toEqual({
      result: 'conflict',
      path: FILE,
      reason: expect.stringMatching(reason),
    });
  });
});

describe('an encrypted document', () => {
  it('is written as a SealedSecret with our marks', () => {
    const change = planned(pasted(sealed()));
    const after = applyPlan(onboarded, change);
    expect(after.get(FILE)).toContain(sealedValue);
    expect(after.get(FILE)).toContain(
      'velero-manager.io/cluster: prod-cluster-01',
    );
    expect(change.summary).toContain('the portal has never seen');
    expect(errorsOf(after)).toEqual([]);
    expect(plan(intentOf(pasted(sealed())), snapshotOf(after))).toEqual({
      result: 'unchanged',
    });
  });

  it('of SOPS stays as it came, under Flux or with a plug-in', () => {
    expect(plan(intentOf(pasted(sops)), snapshotOf(onboarded))).toEqual({
      result: 'conflict',
      path: FILE,
      reason: expect.stringMatching(/^Argo CD cannot decrypt/),
    });
    const declared = new Map(onboarded).set(
      '.velero-manager.yaml',
      `${SETTINGS}argocd: { sopsPlugin: sops }\n`,
    );
    const [kustomization] = check(
      { plan: planned(pasted(sops), flux) },
      snapshotOf(flux),
    ).filter(({ severity }) => severity === 'error');
    expect(kustomization).toMatchObject({
      code: 'SOPS_NOT_DECRYPTED',
      path: 'flux/clusters/prod-cluster-01.yaml',
    });
    const decrypted = new Map(flux).set(
      kustomization.path,
      flux
        .get(kustomization.path)!
        .replaceAll(
          '  wait: true\n',
          '  wait: true\n  decryption: { provider: sops, secretRef: { name: sops-age } }\n',
        ),
    );
    for (const files of [decrypted, declared]) {
      const after = applyPlan(files, planned(pasted(sops), files));
      expect(after.get(FILE)).toBe(sops);
      expect(errorsOf(after)).toEqual([]);
    }
  });

  const there = applyPlan(onboarded, planned(pasted(sealed())));
  const LIST = `${LEAF}/kustomization.yaml`;
  const newer = sealed().replace(sealedValue, `AgC${sealedValue.slice(3)}`);
  const replacing = (encrypted: string) =>
    pasted(encrypted, { name: undefined, existing: 'archive-store' });

  it('takes the place of the one that is there, in whatever file it stands', () => {
    const path = `${LEAF}/ours/store.yaml`;
    const moved = new Map(there)
      .set(path, there.get(FILE) ?? '')
      .set(
        LIST,
        (there.get(LIST) ?? '').replace(
          'credentials/archive-store.yaml',
          'ours/store.yaml',
        ),
      );
    moved.delete(FILE);
    const change = planned(replacing(newer), moved);
    expect(change.title).toBe(
      'Change credential archive-store of prod-cluster-01',
    );
    expect(change.files).toMatchObject([
      { path, action: 'edit', content: expect.stringContaining('AgC') },
    ]);
  });

  it.each([
    [
      'none of its name to change',
      replacing(sealed()),
      onboarded,
      LEAF,
      /has no credential of this kind called 'archive-store'/,
    ],
    [
      'another of its name',
      pasted(newer),
      there,
      FILE,
      /already has the file .*; to change it, name the credential as the existing one/,
    ],
    [
      'a file that holds other objects too',
      replacing(newer),
      new Map(there).set(
        FILE,
        `${there.get(
          FILE,
        )}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n`,
      ),
      FILE,
      /holds other objects too, so it cannot be replaced safely/,
    ],
    [
      'a list that is none',
      pasted(sealed()),
      new Map(onboarded).set(LIST, 'resources: all\n'),
      LIST,
      /no kustomization with a list of resources/,
    ],
    [
      'a file that cannot be read',
      pasted(sealed()),
      new Map(onboarded).set(`${LEAF}/x.yaml`, 'a: ['),
      `${LEAF}/x.yaml`,
      /is not valid YAML/,
    ],
    [
      'no cluster',
      pasted(sealed()),
      repositoryAfter(onboard({ cluster: 'prod-cluster-02' })),
      LIST,
      /must be onboarded first/,
    ],
    [
      'metadata that an alias stands for',
      pasted(
        `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec:\n  template: { metadata: &m { name: archive-store, namespace: velero } }\n  encryptedData: { cloud: ${sealedValue} }\nmetadata: *m\n`,
      ),
      onboarded,
      FILE,
      /paste it without aliases/,
    ],
  ])('conflicts with %s', (_, intent, files, path, reason) => {
    expect(plan(intentOf(intent), snapshotOf(files))).toEqual({
      result: 'conflict',
      path,
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    ['no template', sealed().replace(/ {2}template:[^]*/, '')],
    ['a template of a type', sealed('    type: Opaque\n    immutable: true\n')],
    [
      'a template without metadata',
      sealed().replace(/( {2}template:)[^]*/, '$1 { type: Opaque }\n'),
    ],
    [
      'a template whose metadata is empty',
      sealed().replace(/( {2}template:)[^]*/, '$1 { metadata: }\n'),
    ],
    [
      'the scope that it is sealed for',
      sealed().replace(
        'metadata:\n',
        "metadata:\n  annotations: { sealedsecrets.bitnami.com/namespace-wide: 'true' }\n",
      ),
    ],
    [
      'labels of its own',
      sealed().replace('metadata:\n', 'metadata:\n  labels: { team: shop }\n'),
    ],
    [
      'labels without a value',
      sealed().replace('metadata:\n', 'metadata:\n  labels:\n'),
    ],
    ['line ends of Windows', sealed().replace(/\n/g, '\r\n')],
  ])('is taken with %s', (_, text) => {
    const after = applyPlan(onboarded, planned(pasted(text)));
    expect(after.get(FILE)).toContain(
      'velero-manager.io/cluster: prod-cluster-01',
    );
    expect(errorsOf(after)).toEqual([]);
  });

  it('must be of the namespace of Velero', () => {
    const elsewhere = sealed().replace('namespace: velero', 'namespace: x');
    expect(plan(intentOf(pasted(elsewhere)), snapshotOf(flux))).toMatchObject({
      result: 'conflict',
      reason: expect.stringMatching(/namespace 'velero'/),
    });
  });

  const SECRET = 'TheKeyToEverything';
  it.each([
    [
      'a Secret in clear',
      `apiVersion: v1\nkind: Secret\nmetadata: {name: archive-store, namespace: velero}\nstringData: {cloud: ${SECRET}}\n`,
    ],
    [
      'one value in clear',
      sops.replace('stringData:\n', `stringData:\n  other: ${SECRET}\n`),
    ],
    ['no seal', sops.replace(/ {2}mac: .*\n/, '')],
    [
      'a field beside',
      sops.replace('stringData:', `note: ${SECRET}\nstringData:`),
    ],
    [
      'a field of SOPS that is none',
      sops.replace('  version', `  note: ${SECRET}\n  version`),
    ],
    [
      'an annotation',
      sops.replace(
        '  namespace: velero\n',
        `  namespace: velero\n  annotations: {kubectl.kubernetes.io/last-applied-configuration: ${SECRET}}\n`,
      ),
    ],
    [
      'labels that are no map',
      sealed().replace(
        '  namespace: velero\n',
        `  namespace: velero\n  labels: ${SECRET}\n`,
      ),
    ],
    ['no spec', sealed().replace(/spec:[^]*/, '')],
    [
      'a spec that is no map',
      sealed().replace(/spec:[^]*/, `spec: ${SECRET}\n`),
    ],
    [
      'a field beside what is sealed',
      sealed().replace('spec:\n', `spec:\n  data: { cloud: ${SECRET} }\n`),
    ],
    [
      'a template that is no map',
      sealed().replace(/ {2}template:[^]*/, `  template: ${SECRET}\n`),
    ],
    [
      'an annotation of its template',
      sealed(`      annotations: { note: ${SECRET} }\n`),
    ],
    [
      'nothing that is sealed',
      sealed().replace(/encryptedData:\n.*\n/, 'encryptedData: {}\n'),
    ],
    [
      'what is sealed as no map',
      sealed().replace(/encryptedData:\n.*\n/, 'encryptedData: []\n'),
    ],
    ['no value that SOPS encrypted', sops.replace(/stringData:\n.*\n/, '')],
    ['a seal that is no text', sops.replace(/mac: .*/, 'mac: 1')],
    ['a seal in clear', sops.replace(/mac: .*/, `mac: ${SECRET}`)],
    ['no namespace', sealed().replace('  namespace: velero\n', '')],
    ['no name', sealed().replace('  name: archive-store\n', '')],
    ['a comment', `# ${SECRET}\n${sops}`],
    ['a template in clear', sealed(`    data: {cloud: ${SECRET}}\n`)],
    ['a value that is not sealed', sealed().replace(sealedValue, SECRET)],
    ['two documents', `${sealed()}---\nkey: ${SECRET}\n`],
    ['broken YAML', `${sops}key: [${SECRET}`],
    [
      'another kind',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: archive-store, namespace: velero}\ndata: {cloud: ${SECRET}}\n`,
    ],
    ['no object', SECRET],
    [
      'a credentials file beside what is encrypted',
      `${sops}---\n[default]\naws_secret_access_key=${SECRET}\n`,
    ],
    [
      'another name',
      sealed().replace(
        '  name: archive-store',
        `  name: x${SECRET.toLowerCase()}`,
      ),
    ],
  ])('is refused with %s, and never repeated', (_, text) => {
    const read = parseIntent(pasted(text));
    expect(read).toEqual({
      ok: false,
      reason: expect.stringMatching(/^encrypted/),
    });
    expect(JSON.stringify(read).toLowerCase()).not.toContain(
      SECRET.toLowerCase(),
    );
  });
});

it('is refused in clear by the form, and by the scaffolder before it keeps a task', () => {
  const { pattern } = jsonSchemaOf('credential:save').properties!.encrypted;
  const taken = (text: string) => new RegExp(pattern!, 'u').test(text);
  for (const text of [sealed(), sops, JSON.stringify(parse(sealed()))]) {
    expect(taken(text)).toBe(true);
  }
  for (const text of [
    'apiVersion: v1\nkind: Secret\nstringData: { cloud: key }\n',
    '[default]\naws_access_key_id=AKIA\naws_secret_access_key=key\n',
    `${sealed()}---\n-----BEGIN PRIVATE KEY-----\n`,
    'hunter2',
  ]) {
    expect(taken(text)).toBe(false);
  }
});

it.each([
  ['neither of both', { secretStore: undefined }, /secretStore is missing/],
  ['both', { encrypted: sealed() }, /must be left out where 'encrypted'/],
  ['a template', { remoteKey: '{{ .x }}' }, /remoteKey must be/],
  ['a way out', { name: '../x' }, /name must be/],
  [
    'half of two keys',
    { form: 'aws-keys', accessKeyProperty: 'id' },
    /secretKeyProperty is missing/,
  ],
  ['two names', { existing: 'x' }, /name must be left out/],
])('refuses %s', (_, more, reason) => {
  expect(parseIntent(reference(more))).toEqual({
    ok: false,
    reason: expect.stringMatching(reason),
  });
});
