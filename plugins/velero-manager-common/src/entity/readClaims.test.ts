import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { claimAnnotations } from './claimAnnotations';
import { isProtectable } from './isProtectable';
import { readClaims } from './readClaims';

const entity = (
  annotations: Record<string, string>,
  spec?: Entity['spec'],
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', annotations },
  spec,
});

describe('readClaims', () => {
  it.each([
    ['nothing', {}, []],
    [
      'a namespace everywhere',
      { 'velero-manager.io/namespaces': 'shop' },
      ['*/shop'],
    ],
    [
      'namespaces with and without a cluster',
      { 'velero-manager.io/namespaces': ' shop, prod-1/shop-db ,shop' },
      ['*/shop', 'prod-1/shop-db'],
    ],
    [
      'clusters for those without one',
      {
        'velero-manager.io/namespaces': 'shop,dr/shop',
        'velero-manager.io/clusters': 'prod-1, prod-2.example.com',
      },
      ['prod-1/shop', 'prod-2.example.com/shop', 'dr/shop'],
    ],
    [
      'the Kubernetes plugin',
      {
        'backstage.io/kubernetes-namespace': 'shop',
        'backstage.io/kubernetes-cluster': 'prod-1',
      },
      ['prod-1/shop'],
    ],
    [
      'ours before theirs',
      {
        'velero-manager.io/namespaces': 'shop',
        'backstage.io/kubernetes-namespace': 'other',
        'backstage.io/kubernetes-cluster': 'prod-1',
      },
      ['prod-1/shop'],
    ],
    [
      'our clusters before theirs',
      {
        'backstage.io/kubernetes-namespace': 'shop',
        'velero-manager.io/clusters': 'prod-1',
        'backstage.io/kubernetes-cluster': 'prod-2',
      },
      ['prod-1/shop'],
    ],
    [
      'no claim from a Kubernetes id',
      { 'backstage.io/kubernetes-id': 'shop' },
      [],
    ],
  ])('reads %s', (_, annotations, expected) => {
    const read = readClaims(entity(annotations));
    expect(read.claims.map(c => `${c.cluster ?? '*'}/${c.namespace}`)).toEqual(
      expected,
    );
    expect(read.problems).toEqual([]);
  });

  it('takes a dependency for a cluster only where the caller knows it', () => {
    const subject = entity(
      { 'backstage.io/kubernetes-namespace': 'shop' },
      {
        dependsOn: [
          'resource:prod-1',
          'Resource:infra/prod-2',
          'resource:bucket',
          'component:prod-3',
          '::',
          7,
        ],
      },
    );
    expect(readClaims(subject).claims).toEqual([
      { cluster: null, namespace: 'shop' },
    ]);
    expect(
      readClaims(subject, { knownClusters: ['prod-1', 'prod-2', 'prod-3'] })
        .claims,
    ).toEqual([
      { cluster: 'prod-1', namespace: 'shop' },
      { cluster: 'prod-2', namespace: 'shop' },
    ]);
  });

  it.each([
    ['90m', 5400],
    ['24h', 86_400],
    ['7d', 604_800],
  ])('reads the objective %s', (text, seconds) => {
    expect(
      readClaims(entity({ 'velero-manager.io/rpo': text })).rpoSeconds,
    ).toBe(seconds);
  });

  it.each([
    ['true', true],
    ['a cache, nothing to lose', true],
    ['false', false],
  ])('reads the request for an exemption %s', (text, requested) => {
    expect(
      readClaims(entity({ 'velero-manager.io/exempt': text }))
        .exemptionRequested,
    ).toBe(requested);
    expect(readClaims(entity({})).exemptionRequested).toBe(false);
  });

  it('reads references to sync objects', () => {
    expect(
      readClaims(
        entity({
          'argocd/app-name': 'shop,shop-db',
          'argocd/app-namespace': 'team-argo',
          'argocd/app-selector': 'team=shop,tier in (web, api)',
          'kustomize.toolkit.fluxcd.io/name': 'shop',
          'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        }),
      ).syncObjects,
    ).toEqual([
      {
        engine: 'argocd',
        namespace: 'team-argo',
        name: 'shop',
        selector: null,
      },
      {
        engine: 'argocd',
        namespace: 'team-argo',
        name: 'shop-db',
        selector: null,
      },
      {
        engine: 'argocd',
        namespace: 'team-argo',
        name: null,
        selector: 'team=shop,tier in (web, api)',
      },
      {
        engine: 'flux',
        namespace: 'flux-system',
        name: 'shop',
        selector: null,
      },
    ]);
  });

  it.each([
    ['velero-manager.io/namespaces', 'Shop', '"Shop"'],
    ['velero-manager.io/namespaces', 'a,,b', '""'],
    ['velero-manager.io/namespaces', 'a/b/c', '"a/b/c"'],
    ['velero-manager.io/namespaces', '../etc', '"../etc"'],
    ['velero-manager.io/clusters', 'prod_1', '"prod_1"'],
    ['velero-manager.io/clusters', `${'x'.repeat(64)}`, `"${'x'.repeat(64)}"`],
    ['velero-manager.io/rpo', '24', '"24"'],
    ['velero-manager.io/rpo', '0h', '"0h"'],
    ['velero-manager.io/rpo', '9999d', '"9999d"'],
    ['velero-manager.io/rpo', '1w', '"1w"'],
    ['backstage.io/kubernetes-namespace', '<script>', '"<script>"'],
    ['backstage.io/kubernetes-cluster', 'a b', '"a b"'],
    ['argocd/app-name', 'a;b', '"a;b"'],
    ['argocd/app-namespace', 'A', '"A"'],
    ['argocd/app-selector', 'app in shop', '"app in shop"'],
    ['kustomize.toolkit.fluxcd.io/name', '', '""'],
    ['kustomize.toolkit.fluxcd.io/namespace', 'flux.system', '"flux.system"'],
  ])('names what is wrong with %s: %s', (name, value, quoted) => {
    const { problems, rpoSeconds } = readClaims(entity({ [name]: value }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      `Annotation '${name}' holds ${quoted}; allowed is a`,
    );
    expect(rpoSeconds).toBeNull();
  });

  it('keeps what is right beside what is wrong, and shortens what is long', () => {
    const read = readClaims(
      entity({ 'velero-manager.io/namespaces': `shop,${'X'.repeat(500)}` }),
    );
    expect(read.claims).toEqual([{ cluster: null, namespace: 'shop' }]);
    expect(read.problems[0].length).toBeLessThan(300);
  });

  it('refuses an endless list', () => {
    const many = Array.from({ length: 201 }, (_, i) => `ns-${i}`).join();
    expect(
      readClaims(entity({ 'velero-manager.io/namespaces': many })),
    ).toMatchObject({
      claims: [],
      problems: [expect.stringContaining('at most 200 items')],
    });
  });

  it('refuses more namespaces than one service can have', () => {
    const list = (prefix: string) =>
      Array.from({ length: 40 }, (_, i) => `${prefix}-${i}`).join();
    expect(
      readClaims(
        entity({
          'velero-manager.io/namespaces': list('ns'),
          'velero-manager.io/clusters': list('prod'),
        }),
      ),
    ).toMatchObject({
      claims: [],
      problems: [expect.stringContaining('more than 1000 namespaces')],
    });
  });

  it('never throws and always says why', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('shop', 'prod-1/shop', 'true', '1h'),
      fc.integer(),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...claimAnnotations), value),
        fc.anything(),
        (annotations, dependsOn) => {
          const subject = entity(annotations as Record<string, string>);
          subject.spec = { dependsOn } as Entity['spec'];
          const read = readClaims(subject, { knownClusters: ['prod-1'] });
          for (const claim of read.claims) {
            expect(claim.namespace).toMatch(/^[a-z0-9-]{1,63}$/);
          }
          expect(isProtectable(subject)).toBe(
            Object.keys(annotations).length > 0,
          );
        },
      ),
    );
  });
});

describe('isProtectable', () => {
  it('asks for one of our annotations', () => {
    expect(isProtectable(entity({ 'argocd/app-name': 'shop' }))).toBe(true);
    expect(
      isProtectable(entity({ 'backstage.io/kubernetes-id': 'shop' })),
    ).toBe(false);
    expect(
      isProtectable({
        apiVersion: 'v1',
        kind: 'User',
        metadata: { name: 'a' },
      }),
    ).toBe(false);
  });
});
