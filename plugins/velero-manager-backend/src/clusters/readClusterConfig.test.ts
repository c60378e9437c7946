import { ConfigReader } from '@backstage/config';
import { isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { generate } from 'selfsigned';
import { readClusterConfig } from './readClusterConfig';

const SECRET = 'hunter2-is-the-token';
const url = 'https://api.prod-01.example.com:6443';
const auth = { type: 'serviceAccountToken', token: SECRET };
let ca: string;
let cert: string;
let key: string;
let otherKey: string;
let files: Record<string, string>;

const base64 = (text: string) => Buffer.from(text).toString('base64');

beforeAll(async () => {
  const options = { keyType: 'ec', algorithm: 'sha256' } as const;
  const [first, second] = await Promise.all([
    generate(undefined, options),
    generate(undefined, options),
  ]);
  ca = first.cert.trim();
  cert = second.cert.trim();
  key = second.private.trim();
  otherKey = first.private.trim();
  files = { '/ca.pem': ca, '/cert.pem': cert, '/key.pem': key };
});

function read(veleroManager: JsonObject, methods?: JsonObject[]) {
  const config = new ConfigReader({
    veleroManager,
    ...(methods && { kubernetes: { clusterLocatorMethods: methods } }),
  });
  return readClusterConfig(config, {
    readFile(path) {
      if (path in files) {
        return files[path];
      }
      throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    },
  });
}

function located(...clusters: JsonObject[]): JsonObject[] {
  return [{ type: 'config', clusters }];
}

function problemsOf(veleroManager: JsonObject, methods?: JsonObject[]) {
  let message = '';
  const attempt = () => {
    try {
      read(veleroManager, methods);
    } catch (error) {
      message = isError(error) ? error.message : '';
      throw error;
    }
  };
  expect(attempt).toThrow(expect.objectContaining({ name: 'InputError' }));
  expect(message).not.toContain(SECRET);
  expect(message).not.toContain('BEGIN');
  return message.split('\n').slice(1);
}

const own = {
  name: 'prod-01',
  authProvider: 'serviceAccount',
  serviceAccountToken: SECRET,
  url,
};

describe('readClusterConfig', () => {
  it('has no clusters where none are named', () => {
    expect(readClusterConfig(new ConfigReader({}))).toMatchObject({
      clusters: [],
      notes: [],
      catalog: null,
    });
  });

  it('reads an entry with everything in it', () => {
    const entry = {
      name: 'prod-01',
      title: 'Production 01',
      environment: 'production',
      url: `${url}/`,
      auth,
      caData: base64(ca),
      skipTLSVerify: 'false',
      veleroNamespaces: ['velero', 'velero-2'],
      argocd: { names: ['in-cluster'], servers: [] },
    };
    const { clusters, notes } = read({ clusters: [entry] });
    expect({ clusters, notes }).toEqual({
      clusters: [
        {
          ...entry,
          url,
          ca,
          caData: undefined,
          skipTLSVerify: false,
          definedAt: 'veleroManager.clusters[0]',
        },
      ],
      notes: [],
    });
  });

  it('reads an entry with the least in it', () => {
    const { clusters } = read({ clusters: [{ name: 'prod-01', url, auth }] });
    expect(clusters).toEqual([
      {
        name: 'prod-01',
        title: null,
        environment: null,
        definedAt: 'veleroManager.clusters[0]',
        url,
        auth,
        ca: null,
        skipTLSVerify: false,
        veleroNamespaces: null,
        argocd: { names: ['prod-01'], servers: [url] },
      },
    ]);
  });

  it('reads each way to log in', () => {
    const certificate = {
      type: 'clientCertificate',
      certData: cert,
      keyData: key,
    };
    const cases: [JsonObject, unknown, string | null][] = [
      [
        { url, auth: { type: 'tokenFile', path: '/t' } },
        { type: 'tokenFile', path: '/t' },
        url,
      ],
      [
        {
          url,
          auth: {
            type: 'clientCertificate',
            certData: base64(cert),
            keyData: key,
          },
        },
        certificate,
        url,
      ],
      [
        {
          url,
          auth: {
            type: 'clientCertificate',
            certFile: '/cert.pem',
            keyFile: '/key.pem',
          },
        },
        certificate,
        url,
      ],
      [
        { auth: { type: 'kubeconfig', path: '/k', context: 'c' } },
        {
          type: 'kubeconfig',
          path: '/k',
          context: 'c',
          allowExec: ['kubelogin'],
        },
        null,
      ],
      [
        { auth: { type: 'kubeconfig' } },
        {
          type: 'kubeconfig',
          path: null,
          context: null,
          allowExec: ['kubelogin'],
        },
        null,
      ],
      [{ auth: { type: 'inCluster' } }, { type: 'inCluster' }, null],
      [
        { url, auth: { type: 'aws' } },
        {
          type: 'aws',
          clusterName: 'c6',
          region: null,
          assumeRole: null,
          externalId: null,
        },
        url,
      ],
      [
        {
          url,
          auth: {
            type: 'aws',
            clusterName: 'Payments',
            region: 'eu-central-1',
            assumeRole: 'arn:aws:iam::123456789012:role/portal',
            externalId: 'x',
          },
        },
        {
          type: 'aws',
          clusterName: 'Payments',
          region: 'eu-central-1',
          assumeRole: 'arn:aws:iam::123456789012:role/portal',
          externalId: 'x',
        },
        url,
      ],
      [{ url, auth: { type: 'azure' } }, { type: 'azure' }, url],
      [
        { url, auth: { type: 'googleServiceAccount' } },
        { type: 'googleServiceAccount' },
        url,
      ],
    ];
    const { clusters } = read({
      allowExec: ['kubelogin'],
      clusters: cases.map(([entry], index) => ({
        name: `c${index}`,
        ...entry,
      })),
    });
    expect(clusters.map(cluster => [cluster.auth, cluster.url])).toEqual(
      cases.map(([, expected, at]) => [expected, at]),
    );
  });

  it('gives environments by the first pattern that matches, the own one winning', () => {
    const { clusters } = read(
      {
        clusters: [
          { name: 'prod-01', url, auth, environment: 'special' },
          { name: 'prod-02', url, auth },
          { name: 'prod.eu', url, auth },
          { name: 'xprod-1', url, auth },
          { name: 'dev', url, auth },
        ],
        clusterDefaults: [
          { match: 'prod-*', environment: 'production' },
          { match: 'prod?eu', environment: 'europe' },
          { match: '*-1', environment: 'one' },
          { match: 'prod*', environment: 'never' },
        ],
      },
      located({ ...own, name: 'prod-9' }),
    );
    expect(
      Object.fromEntries(clusters.map(each => [each.name, each.environment])),
    ).toEqual({
      'prod-9': 'production',
      'prod-01': 'special',
      'prod-02': 'production',
      'prod.eu': 'europe',
      'xprod-1': 'one',
      dev: null,
    });
  });

  describe('with clusters of the kubernetes plugin', () => {
    it('reads them as that plugin does', () => {
      const { clusters, notes } = read(
        {},
        located(
          {
            ...own,
            title: 'P',
            caData: base64(ca),
            caFile: '',
            skipMetricsLookup: true,
          },
          {
            ...own,
            name: 'b',
            serviceAccountToken: '',
            authMetadata: {
              serviceAccountToken: 'other',
              'kubernetes.io/auth-provider': 'serviceAccount',
            },
            authProvider: 'google',
          },
          {
            name: 'proxy',
            url: 'http://localhost:8001',
            authProvider: 'localKubectlProxy',
          },
        ),
      );
      expect(notes).toEqual([]);
      expect(clusters).toEqual([
        expect.objectContaining({
          name: 'prod-01',
          title: 'P',
          definedAt: 'kubernetes.clusterLocatorMethods[0].clusters[0]',
          url,
          auth,
          ca,
        }),
        expect.objectContaining({
          name: 'b',
          auth: { type: 'serviceAccountToken', token: 'other' },
        }),
        expect.objectContaining({
          name: 'proxy',
          auth: { type: 'anonymous' },
        }),
      ]);
    });

    it('takes a service account without a token for that of the own pod', () => {
      const { clusters, notes } = read(
        {},
        located({ ...own, serviceAccountToken: undefined }),
      );
      expect(clusters[0]).toMatchObject({
        auth: { type: 'inCluster' },
        url: null,
      });
      expect(notes).toEqual([
        {
          place: 'kubernetes.clusterLocatorMethods[0].clusters[0]',
          message: expect.stringContaining("the portal's own pod"),
        },
      ]);
    });

    it.each(['google', 'oidc', 'aks', 'microsoft', 'mine', 'constructor'])(
      'lists a cluster that it cannot log in to: %s',
      authProvider => {
        const { clusters } = read(
          {},
          located({ name: 'a', url, authProvider }),
        );
        expect(clusters).toEqual([
          expect.objectContaining({
            url,
            auth: {
              type: 'unsupported',
              reason: expect.stringContaining('veleroManager.clusters'),
            },
          }),
        ]);
      },
    );

    it('logs in to a cloud as that plugin does', () => {
      const aws = { name: 'eks-1', url, authProvider: 'aws' };
      const role = 'arn:aws:iam::123456789012:role/portal';
      const { clusters, notes } = read(
        {},
        located(
          aws,
          { ...aws, name: 'old', assumeRole: role, externalId: 'x' },
          {
            ...aws,
            name: 'new',
            authMetadata: {
              'kubernetes.io/x-k8s-aws-id': 'Payments',
              'kubernetes.io/aws-assume-role': role,
              'kubernetes.io/aws-external-id': 'y',
            },
          },
          { name: 'aks', url, authProvider: 'azure' },
          { name: 'gke', url, authProvider: 'googleServiceAccount' },
        ),
      );
      const type = 'aws';
      const region = null;
      const assumeRole = role;
      expect(notes).toEqual([]);
      expect(clusters.map(cluster => cluster.auth)).toEqual([
        {
          ...{ type, region, clusterName: 'eks-1' },
          ...{ assumeRole: null, externalId: null },
        },
        { type, region, clusterName: 'old', assumeRole, externalId: 'x' },
        { type, region, clusterName: 'Payments', assumeRole, externalId: 'y' },
        { type: 'azure' },
        { type: 'googleServiceAccount' },
      ]);
    });

    it('knows the proxy of kubectl on this machine', () => {
      const { clusters } = read({}, [{ type: 'localKubectlProxy' }]);
      expect(clusters).toEqual([
        expect.objectContaining({
          name: 'local',
          url: 'http://localhost:8001',
          auth: { type: 'anonymous' },
        }),
      ]);
    });

    it('lists a cluster whose url it must not ask, with the reason', () => {
      const { clusters } = read(
        {},
        located({ ...own, url: 'http://10.0.0.1:8080' }),
      );
      expect(clusters[0]).toMatchObject({
        url: null,
        auth: {
          type: 'unsupported',
          reason: expect.stringContaining('plain http://'),
        },
      });
    });

    it('leaves out a cluster whose name it cannot use, and notes other methods', () => {
      const { clusters, notes } = read({}, [
        ...located({ ...own, name: 'Prod 01' }),
        { type: 'catalog' },
        { type: 'gke', projectId: 'x' },
        { type: 'mine' },
      ]);
      expect(clusters).toEqual([]);
      expect(notes.map(({ place }) => place).sort()).toEqual([
        'kubernetes.clusterLocatorMethods[0].clusters[0].name',
        'kubernetes.clusterLocatorMethods[1]',
        'kubernetes.clusterLocatorMethods[2]',
        'kubernetes.clusterLocatorMethods[3]',
      ]);
    });

    it('annotates one by an entry without url, which may bring a log-in', () => {
      const { clusters } = read(
        {
          clusters: [
            {
              name: 'prod-01',
              title: 'Ours',
              environment: 'production',
              veleroNamespaces: ['v'],
              argocd: { names: ['p'] },
            },
            { name: 'g', auth, caFile: '/ca.pem' },
            { name: 'pod', auth },
          ],
        },
        located(
          { ...own, title: 'Theirs' },
          { name: 'g', url, authProvider: 'google' },
          { name: 'pod', url, authProvider: 'serviceAccount' },
        ),
      );
      expect(clusters).toEqual([
        expect.objectContaining({
          name: 'prod-01',
          title: 'Ours',
          environment: 'production',
          url,
          auth,
          veleroNamespaces: ['v'],
          argocd: { names: ['p'], servers: [url] },
          definedAt:
            'kubernetes.clusterLocatorMethods[0].clusters[0], annotated by veleroManager.clusters[0]',
        }),
        expect.objectContaining({ name: 'g', url, auth, ca }),
        expect.objectContaining({ name: 'pod', url, auth }),
      ]);
    });
  });

  describe('with clusters of the catalog', () => {
    const methods = [{ type: 'catalog' }];
    const catalogClusters = {
      allowedHosts: [
        'a.example.com',
        '*.k8s.example.com',
        '10.1.2.3',
        'fd00::7',
      ],
      allowedLocations: ['url:https://github.com/your-org/clusters/'],
    };

    it('asks for them where it is told which to trust', () => {
      const { catalog, annotations, notes } = read(
        {
          catalogClusters,
          clusters: [{ name: 'later', auth, environment: 'production' }],
        },
        methods,
      );
      expect(catalog).toEqual(catalogClusters);
      expect([...annotations]).toEqual([
        [
          'later',
          expect.objectContaining({
            place: 'veleroManager.clusters[0]',
            auth,
            environment: 'production',
          }),
        ],
      ]);
      expect(notes).toEqual([]);
    });

    it('asks for none without that, and says so', () => {
      const without = read({}, methods);
      expect(without.catalog).toBeNull();
      expect(without.notes).toEqual([
        {
          place: 'kubernetes.clusterLocatorMethods[0]',
          message: expect.stringContaining("'veleroManager.catalogClusters'"),
        },
      ]);
      const alone = read({ catalogClusters }, located(own));
      expect(alone.catalog).toBeNull();
      expect(alone.notes).toEqual([
        {
          place: 'veleroManager.catalogClusters',
          message: expect.stringContaining('no effect'),
        },
      ]);
    });

    it.each([
      ['every host', { allowedHosts: ['*'] }, 'allowedHosts[0]'],
      ['every host of a top domain', { allowedHosts: ['*.com'] }, 'two labels'],
      ['a host with a port', { allowedHosts: ['a.b:6443'] }, 'without a port'],
      ['a host with a path', { allowedHosts: ['a.b/c'] }, 'without a port'],
      ['a star within', { allowedHosts: ['api.*.com'] }, 'allowedHosts[0]'],
      ['a location without type', { allowedLocations: ['x'] }, 'type of the'],
      ['nothing', { allowedHosts: undefined }, 'allowedHosts'],
    ])('refuses to trust %s', (_, change, words) => {
      const [problem] = problemsOf(
        { catalogClusters: { ...catalogClusters, ...change } as JsonObject },
        methods,
      );
      expect(problem).toContain(words);
    });

    it.each([
      [
        'credentials of a cloud',
        [{ name: 'a', auth: { type: 'aws' } }],
        'worth more than one cluster',
      ],
      [
        'two entries for one name',
        [{ name: 'a' }, { name: 'a' }],
        'a second time',
      ],
      [
        'an entry beside one with url',
        [{ name: 'a' }, { name: 'a', url, auth }],
        'write it all there',
      ],
    ])('refuses %s', (_, clusters, words) => {
      const [problem] = problemsOf({ catalogClusters, clusters }, methods);
      expect(problem).toContain(words);
    });
  });

  it('warns of clusters that it does not verify', () => {
    const { notes } = read({
      clusters: [{ name: 'a', url, auth, skipTLSVerify: true }],
    });
    expect(notes).toEqual([
      {
        place: 'veleroManager.clusters[0].skipTLSVerify',
        message: expect.stringContaining('not checked'),
      },
    ]);
  });

  it('lists all problems at once', () => {
    expect(
      problemsOf({
        clusters: [
          { name: '../x', url, auth },
          { name: 'a', url: `https://me:${SECRET}@x` },
          { name: 'b', url, auth: { type: 'serviceAccountToken' } },
        ],
        clusterDefaults: [{ match: 'x' }],
      }).map(line => line.split(' ')[1]),
    ).toEqual([
      "'veleroManager.clusters[0].name'",
      "'veleroManager.clusters[1].url'",
      "'veleroManager.clusters[1].auth'",
      "'veleroManager.clusters[2].auth.token'",
      "'veleroManager.clusterDefaults[0].environment'",
    ]);
  });

  type Case = [string, () => JsonObject, string, JsonObject[]?];
  const cases: Case[] = [
    ['no name', () => ({ url, auth }), "clusters[0].name' is missing"],
    [
      'a name that is a number',
      () => ({ name: 7, url, auth }),
      'must be a text',
    ],
    [
      'a key that we do not know',
      () => ({ name: 'a', url, auth, token: SECRET }),
      "'token'",
    ],
    [
      'no url and no located cluster',
      () => ({ name: 'a', title: 'x' }),
      'there is no such cluster',
    ],
    [
      'a token of two lines',
      () => ({ name: 'a', url, auth: { ...auth, token: `${SECRET}\nx` } }),
      'one line',
    ],
    [
      'an auth that we do not know',
      () => ({ name: 'a', url, auth: { type: 'magic', token: SECRET } }),
      'must be one of serviceAccountToken,',
    ],
    [
      'an auth without type',
      () => ({ name: 'a', url, auth: { token: SECRET } }),
      "auth.type' must be one of",
    ],
    [
      'a certificate without key',
      () => ({
        name: 'a',
        url,
        auth: { type: 'clientCertificate', certData: cert },
      }),
      "'keyData' or 'keyFile'",
    ],
    [
      'a certificate with another key',
      () => ({
        name: 'a',
        url,
        auth: { type: 'clientCertificate', certData: cert, keyData: otherKey },
      }),
      'does not belong',
    ],
    [
      'a key that is none',
      () => ({
        name: 'a',
        url,
        auth: { type: 'clientCertificate', certData: cert, keyData: SECRET },
      }),
      'private key cannot be read',
    ],
    [
      'a certificate twice',
      () => ({
        name: 'a',
        url,
        auth: {
          type: 'clientCertificate',
          certData: cert,
          certFile: '/cert.pem',
          keyData: key,
        },
      }),
      "both 'certData' and 'certFile'",
    ],
    [
      'a caData that is none',
      () => ({ name: 'a', url, auth, caData: SECRET }),
      "caData' holds no PEM certificate",
    ],
    [
      'a caData that is broken',
      () => ({ name: 'a', url, auth, caData: ca.replace(/\n.{20}/, '\n') }),
      'certificate 1 in it',
    ],
    [
      'a caFile that is missing',
      () => ({ name: 'a', url, auth, caFile: '/none' }),
      "'/none', which cannot be read (ENOENT)",
    ],
    [
      'an environment in capitals',
      () => ({ name: 'a', url, auth, environment: 'Prod' }),
      'lower-case',
    ],
    [
      'a title with control characters',
      () => ({ name: 'a', url, auth, title: 'a\u0007' }),
      'control characters',
    ],
    [
      'a flag that is none',
      () => ({ name: 'a', url, auth, skipTLSVerify: 'maybe' }),
      'true or false',
    ],
    [
      'a cluster that is defined already',
      () => ({ name: 'prod-01', url, auth }),
      "veleroManager.clusters[0]' defines the cluster 'prod-01', which is defined at 'kubernetes.clusterLocatorMethods[0].clusters[0]' already",
      located(own),
    ],
    [
      'a log-in that brings another cluster',
      () => ({ name: 'prod-01', auth: { type: 'kubeconfig' } }),
      'already',
      located(own),
    ],
    [
      'a log-in for a url that cannot be used',
      () => ({ name: 'prod-01', auth }),
      'cannot be used',
      located({ ...own, url: 'http://x' }),
    ],
    [
      'two located clusters of one name',
      () => ({ name: 'x', url, auth }),
      "clusters[1]' defines the cluster 'prod-01', which is defined at 'kubernetes.clusterLocatorMethods[0].clusters[0]'",
      located(own, own),
    ],
    [
      'a located cluster without url',
      () => ({ name: 'x', url, auth }),
      "clusters[0].url' is missing",
      located({ ...own, url: undefined }),
    ],
    [
      'a located cluster without auth provider',
      () => ({ name: 'x', url, auth }),
      "authProvider' is missing",
      located({ ...own, authProvider: undefined }),
    ],
    [
      'a locator without clusters',
      () => ({ name: 'x', url, auth }),
      "clusters' must be a list",
      [{ type: 'config' }],
    ],
  ];

  it.each(
    // Jest passes a callback where an argument is missing.
    cases.map(
      ([name, entry, words, methods = []]) =>
        [name, entry, words, methods] as const,
    ),
  )('refuses %s', (_, entry, words, methods) => {
    const problems = problemsOf({ clusters: [entry()] }, methods);
    expect(problems).toEqual([expect.stringContaining(words)]);
  });

  it('refuses a name twice, and lists that are none', () => {
    const entry = { name: 'a', url, auth };
    expect(problemsOf({ clusters: [entry, entry] })).toEqual([
      "- 'veleroManager.clusters[1]' names the cluster 'a' a second time; the first is at 'veleroManager.clusters[0]'",
    ]);
    expect(problemsOf({ clusters: 'a' })).toEqual([
      "- 'veleroManager.clusters' must be a list",
    ]);
  });
});
