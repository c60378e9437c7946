import {
  FactByKind,
  FactKind,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import fc from 'fast-check';
import {
  applicationRow,
  backupRow,
  claimingEntity,
  defineCluster,
  factRow,
  kustomizationRow,
  namespaceRow,
  scheduleRow,
  scopeOf,
  storageLocationRow,
} from './__testUtils__/facts';
import { createTestDatabases, openStore } from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { FactRow } from './types';

jest.setTimeout(120_000);

const databases = createTestDatabases();

const CLUSTERS = ['one', 'two', 'three'];
const NAMESPACES = ['shop', 'shop-2', 'cart'];
const names = ['a', 'b', 'c', 'd'] as const;

const cluster = fc.constantFrom(...CLUSTERS);
const namespace = fc.constantFrom(...NAMESPACES);
const name = fc.constantFrom(...names);
const lists = fc
  .constantFrom<string[]>(
    ['*'],
    ['shop*'],
    ['shop'],
    ['cart'],
    ['shop', 'cart'],
  )
  .map(included => scopeOf(included));

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 2)).toISOString();

/** A fact of any kind: what identifies it, and what it belongs to. */
const row = <K extends FactKind>(kind: K, key: object, rest: object = {}) =>
  factRow(
    kind,
    {
      namespace: 'velero',
      createdAt: day(0),
      deletedAt: null,
      ...key,
      ...rest,
    } as unknown as FactByKind[K],
    { occurredAt: day(3) },
  );

/** What a copy of a volume says of itself. */
const copied = {
  path: 'data-mover',
  backup: 'a',
  backupUid: null,
  claim: 'a',
  pod: null,
  storageLocation: 'default',
  uploader: null,
  phase: 'Completed',
  message: null,
  startedAt: day(3),
  completedAt: day(3),
  hasSnapshot: true,
  totalBytes: 1,
  bytesDone: 1,
  node: null,
};

/** Objects of one cluster: few names, so that they meet. */
const objects: fc.Arbitrary<[FactKind, FactRow]> = fc.oneof(
  namespace.map(one => ['Namespace', namespaceRow(one)] as [FactKind, FactRow]),
  fc
    .record({ name, scope: lists })
    .map(
      one => ['Schedule', scheduleRow(one.name, one)] as [FactKind, FactRow],
    ),
  fc
    .record({
      name,
      scope: lists,
      schedule: fc.option(name),
      started: fc.integer({ min: 0, max: 3 }),
      lag: fc.integer({ min: 0, max: 3 }),
    })
    .map(
      ({ started, lag, ...one }) =>
        [
          'Backup',
          backupRow(one.name, {
            ...one,
            startedAt: day(started),
            createdAt: day(started + lag),
            completedAt: day(started),
          }),
        ] as [FactKind, FactRow],
    ),
  fc
    .record({ name, namespace })
    .map(
      one =>
        [
          'PersistentVolumeClaim',
          row('PersistentVolumeClaim', { ...one, uid: `uid-${one.name}` }),
        ] as [FactKind, FactRow],
    ),
  fc
    .record({ name, sourceNamespace: namespace, claimUid: name })
    .map(
      one =>
        [
          'DataUpload',
          row(
            'DataUpload',
            { ...one, uid: one.name },
            { ...copied, sourceNamespace: one.sourceNamespace },
          ),
        ] as [FactKind, FactRow],
    ),
  fc.record({ name, claimed: namespace }).map(
    one =>
      [
        'LonghornVolume',
        row('LonghornVolume', {
          name: one.name,
          uid: one.name,
          claim: { namespace: one.claimed, name: 'data' },
        }),
      ] as [FactKind, FactRow],
  ),
  fc.record({ name, volume: name }).map(
    one =>
      [
        'LonghornBackup',
        row('LonghornBackup', {
          ...one,
          uid: one.name,
          backupTarget: 'default',
          state: 'Completed',
        }),
      ] as [FactKind, FactRow],
  ),
  fc
    .record({ name, targets: fc.uniqueArray(namespace) })
    .map(
      one =>
        ['Kustomization', kustomizationRow(one.name, one.targets)] as [
          FactKind,
          FactRow,
        ],
    ),
  fc.record({ name, destination: cluster, namespace }).map(
    one =>
      [
        'Application',
        applicationRow(one.name, [
          {
            destination: `name:${one.destination}`,
            namespace: one.namespace,
          },
        ]),
      ] as [FactKind, FactRow],
  ),
);

const fleet = fc.record({
  objects: fc.tuple(
    ...CLUSTERS.map(() => fc.array(objects, { minLength: 10, maxLength: 40 })),
  ),
  entities: fc.array(
    fc.record({
      claims: fc.uniqueArray(
        fc.oneof(
          namespace,
          fc
            .tuple(fc.constantFrom(...CLUSTERS, 'lost'), namespace)
            .map(place => place.join('/')),
        ),
        { maxLength: 3 },
      ),
      application: fc.option(name),
    }),
    { minLength: 2, maxLength: 5 },
  ),
});

type Fleet = typeof fleet extends fc.Arbitrary<infer T> ? T : never;

const KINDS: FactKind[] = [
  'Namespace',
  'Schedule',
  'Backup',
  'PersistentVolumeClaim',
  'DataUpload',
  'LonghornVolume',
  'LonghornBackup',
  'Kustomization',
  'Application',
];

async function fill(store: DatabaseStore, given: Fleet): Promise<string[]> {
  for (const [i, found] of given.objects.entries()) {
    for (const kind of KINDS) {
      await store.apply(
        { cluster: CLUSTERS[i], kind },
        {
          type: 'replaced',
          rows: found.flatMap(([of, one]) => (of === kind ? [one] : [])),
          malformed: 0,
        },
      );
    }
  }
  const entities = given.entities.map(({ claims, application }, i) =>
    claimingEntity(`service-${i}`, claims, {
      syncObjects: application
        ? [
            {
              engine: 'argocd',
              namespace: null,
              name: application,
              selector: null,
            },
          ]
        : [],
    }),
  );
  await store.putEntities(entities);
  return entities.map(({ entityRef }) => entityRef);
}

describe.each(databases.eachSupportedId())('loadEntities, %p', databaseId => {
  it('gives each entity what it gets alone', async () => {
    const store = await openStore(await databases.init(databaseId));
    await store.putClusters(
      CLUSTERS.map(one =>
        defineCluster(one, { argocd: { names: [one], servers: [] } }),
      ),
    );
    for (const one of CLUSTERS) {
      await store.apply(
        { cluster: one, kind: 'BackupStorageLocation' },
        {
          type: 'replaced',
          // Two of them share a bucket, so that each finds runs of the other.
          rows: [
            storageLocationRow('default', {
              prefix: one === 'three' ? one : '',
            }),
          ],
          malformed: 0,
        },
      );
    }
    await fc.assert(
      fc.asyncProperty(fleet, async given => {
        const refs = await fill(store, given);
        const together = await store.loadEntities([...refs, 'component:x/y']);
        const alone = new Map<string, unknown>();
        for (const ref of refs) {
          alone.set(ref, await store.loadEntity(ref));
        }
        expect(new Map([...together].sort())).toEqual(
          new Map([...alone].sort()),
        );
      }),
      { numRuns: 15 },
    );
  });
});
