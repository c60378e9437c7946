import type { Entity } from '@backstage/catalog-model';
import { generate } from 'selfsigned';
import type { ClusterAnnotation } from '../clusters';
import { type CatalogRules, readCatalogCluster } from './readCatalogCluster';

const ORIGIN = 'url:https://git.example.com/org/clusters/all.yaml';
const auth = { type: 'serviceAccountToken', token: 'hunter2' } as const;
let ca: string;
let otherCa: string;

beforeAll(async () => {
  const options = { keyType: 'ec', algorithm: 'sha256' } as const;
  const [first, second] = await Promise.all([
    generate(undefined, options),
    generate(undefined, options),
  ]);
  ca = first.cert.trim();
  otherCa = second.cert.trim();
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

function entity(
  annotations: Record<string, string> = {},
  metadata: Partial<Entity['metadata']> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'prod-01',
      annotations: {
        'backstage.io/managed-by-origin-location': ORIGIN,
        'kubernetes.io/api-server': 'https://prod-01.k8s.example.com:6443/',
        ...annotations,
      },
      ...metadata,
    },
    spec: { type: 'kubernetes-cluster' },
  };
}

function read(one: Entity, annotation?: Partial<ClusterAnnotation>) {
  const whole: ClusterAnnotation = {
    place: 'veleroManager.clusters[0]',
    ...{ title: null, environment: null, auth: null, ca: null },
    ...{ skipTLSVerify: null, veleroNamespaces: null, argocd: {} },
    ...annotation,
  };
  const rules: CatalogRules = {
    catalog: {
      allowedHosts: ['*.k8s.example.com', 'localhost', '169.254.169.254'],
      allowedLocations: ['url:https://git.example.com/org/clusters/'],
    },
    annotations: new Map(annotation ? [['prod-01', whole]] : []),
    defaultEnvironment: name => (name === 'prod-01' ? 'production' : null),
  };
  return readCatalogCluster(one, rules);
}

describe('readCatalogCluster', () => {
  it('takes from an entity where the cluster is, and no log-in', () => {
    const found = read(
      entity(
        {
          'kubernetes.io/api-server-certificate-authority': base64(ca),
          'kubernetes.io/auth-provider': 'aws',
          'kubernetes.io/aws-assume-role': 'arn:aws:iam::1:role/mine',
          'kubernetes.io/skip-tls-verify': 'true',
          'velero-manager.io/environment': 'sandbox',
        },
        { title: 'Production 01' },
      ),
    );
    expect(found).toEqual({
      ok: true,
      value: {
        name: 'prod-01',
        title: 'Production 01',
        environment: 'production',
        definedAt: 'resource:default/prod-01',
        url: 'https://prod-01.k8s.example.com:6443',
        auth: {
          type: 'unsupported',
          reason: expect.stringContaining('veleroManager.clusters'),
        },
        ca,
        skipTLSVerify: false,
        veleroNamespaces: null,
        argocd: {
          names: ['prod-01'],
          servers: ['https://prod-01.k8s.example.com:6443'],
        },
      },
    });
  });

  it('takes the log-in, and what else app-config says, from there', () => {
    const found = read(
      entity({ 'kubernetes.io/api-server-certificate-authority': base64(ca) }),
      {
        ...{ auth, ca: otherCa, environment: 'special', skipTLSVerify: true },
        ...{ veleroNamespaces: ['v'], argocd: { names: ['p'] } },
      },
    );
    expect(found).toMatchObject({
      ok: true,
      value: {
        url: 'https://prod-01.k8s.example.com:6443',
        definedAt:
          'resource:default/prod-01, annotated by veleroManager.clusters[0]',
        ...{ auth, ca: otherCa, environment: 'special', skipTLSVerify: true },
        veleroNamespaces: ['v'],
        argocd: { names: ['p'] },
      },
    });
  });

  it.each([
    ['long', 'x'.repeat(201)],
    ['of characters that nobody sees', 'a\u202eb'],
  ])('does without a title that is %s', (_, title) => {
    expect(read(entity({}, { title }))).toMatchObject({
      ok: true,
      value: { title: null },
    });
  });

  const server = 'kubernetes.io/api-server';
  it.each<[string, Entity, string]>([
    [
      'from another location',
      entity({
        'backstage.io/managed-by-origin-location': 'url:https://evil.org/x',
      }),
      'it comes from "url:https://evil.org/x"',
    ],
    [
      'from nowhere',
      entity({ 'backstage.io/managed-by-origin-location': '' }),
      'allowedLocations',
    ],
    ['without server', entity({ [server]: '' }), 'it has no annotation'],
    [
      'on another host',
      entity({ [server]: 'https://evil.org' }),
      'its host "evil.org" is not one of',
    ],
    [
      'at a metadata address, even an allowed one',
      entity({ [server]: 'https://169.254.169.254' }),
      'never an API server',
    ],
    [
      'without encryption, even on this machine',
      entity({ [server]: 'http://localhost:8001' }),
      'must begin with https://',
    ],
    [
      'with a password',
      entity({ [server]: 'https://a:b@prod-01.k8s.example.com' }),
      'must not contain a user',
    ],
    [
      'with a name that is none',
      entity({}, { name: 'Prod_01' }),
      'is not a cluster name',
    ],
    [
      'with an authority that is none',
      entity({ 'kubernetes.io/api-server-certificate-authority': 'eA==' }),
      'holds no PEM certificate',
    ],
  ])('refuses one %s, whatever log-in it has', (_, one, words) => {
    expect(read(one, { auth })).toEqual({
      ok: false,
      reason: expect.stringContaining(words),
    });
  });
});
