import fc from 'fast-check';
import {
  BackupScope,
  LabelSelector,
  PersistentVolumeFact,
  PodFact,
  VolumePolicyConditions,
} from '../facts';
import { claim, pod, scope, veleroServer } from '../health/__fixtures__/facts';
import {
  conditions,
  nodeAgent,
  resourcePolicy,
  snapshotClass,
  storage,
  storageClass,
  StorageLists,
  volume,
} from './__fixtures__/storage';
import { coverOfObjects } from './coverOfObjects';
import { coversNamespace } from './coversNamespace';
import { coversResource } from './coversResource';
import { dataPathOf, DataPathQuestion } from './dataPathOf';
import { PolicyAction } from './dataPath/matchVolumePolicy';
import { refusedScope } from './refusedScope';
import { RESOURCE_KINDS } from './resources/resourceKinds';
import { selectsLabels } from './selectsLabels';

const EXCLUDE = { 'velero.io/exclude-from-backup': 'true' };

/** Lists of what people write, and of anything. */
const items = (...known: string[]) =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...known) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    ),
    { maxLength: 3 },
  );
const namespaces = items('shop', 'sh*', 's?op', '*', 'web', '', '[', 's[g-i]op');
const kinds = items('pods', 'pvc', 'Secret', '*', 'pv', 'event*', 'ns', '*.apps');
const either = (...lists: string[][]) => fc.constantFrom(...lists);
const none = fc.constant<string[]>([]);
const flag = fc.constantFrom(null, true, false);

const selector: fc.Arbitrary<LabelSelector> = fc.record({
  matchLabels: fc.dictionary(
    fc.constantFrom('app', 'tier', 'a b'),
    fc.constantFrom('shop', 'web', ''),
    { maxKeys: 2 },
  ),
  matchExpressions: fc.array(
    fc.record({
      key: fc.constantFrom('app', 'tier', ''),
      operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'x'),
      values: fc.array(fc.constantFrom('shop', 'web'), { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
});

const oldFilters = fc.record({
  includedResources: kinds,
  excludedResources: kinds,
  includeClusterResources: flag,
});
const newFilters = fc.record({
  includedNamespaceScopedResources: kinds,
  excludedNamespaceScopedResources: kinds,
  includedClusterScopedResources: kinds,
  excludedClusterScopedResources: kinds,
});

/** Scopes, many of which Velero takes. */
const scopes: fc.Arbitrary<BackupScope> = fc
  .tuple(
    fc.record({
      includedNamespaces: namespaces,
      excludedNamespaces: fc.oneof(none, namespaces),
      labelSelector: fc.option(selector, { freq: 3 }),
      orLabelSelectors: fc.oneof(
        { weight: 4, arbitrary: fc.constant<LabelSelector[]>([]) },
        { weight: 1, arbitrary: fc.array(selector, { maxLength: 2 }) },
      ),
      snapshotVolumes: flag,
      snapshotMoveData: flag,
      defaultVolumesToFsBackup: flag,
      resourcePolicy: fc.constantFrom(null, null, 'policy', 'gone'),
    }),
    fc.oneof(fc.constant({}), oldFilters, newFilters),
  )
  .map(([changes, filters]) =>
    scope({
      ...changes,
      ...filters,
      hasLabelSelector:
        changes.labelSelector !== null || changes.orLabelSelectors.length > 0,
    }),
  );

const labels = fc.constantFrom<Record<string, string>>(
  {},
  { app: 'shop' },
  { tier: 'web' },
  EXCLUDE,
);
const versions = fc.constantFrom(null, 'v1.13.2', 'v1.17.2', 'v1.18.0', 'v1.18.2');

const pods: fc.Arbitrary<PodFact> = fc
  .record({
    name: fc.constantFrom('shop-0', 'shop-1'),
    labels,
    phase: fc.constantFrom('Running', 'Pending'),
    backupVolumes: either([], ['data']),
    excludedVolumes: either([], ['data']),
  })
  .map(changes => pod(changes));

const lists: fc.Arbitrary<StorageLists> = fc.record({
  claims: fc.constant([claim()]),
  pods: fc.array(pods, { maxLength: 2 }),
  volumes: fc.constantFrom<PersistentVolumeFact[][]>(
    [volume()],
    [volume({ type: 'nfs', csi: null })],
    [volume({ type: 'hostPath', csi: null })],
    [volume({ type: 'awsElasticBlockStore', csi: null })],
    [],
  ),
  storageClasses: fc.constantFrom([storageClass()], []),
  snapshotClasses: fc.constantFrom([snapshotClass()], []),
  server: fc
    .record({
      version: versions,
      features: either([], ['EnableCSI']),
      plugins: either([], ['velero/velero-plugin-for-aws:v1']),
      defaultVolumesToFsBackup: fc.boolean(),
      defaultSnapshotMoveData: fc.boolean(),
    })
    .map(changes => veleroServer(changes)),
  nodeAgents: fc.constantFrom([], [nodeAgent()], [nodeAgent({ ready: 0 })]),
  policies: fc
    .constantFrom<PolicyAction[]>('skip', 'fs-backup', 'snapshot', 'custom')
    .chain(action =>
      fc.constantFrom<Partial<VolumePolicyConditions>[]>(
        {},
        { volumeTypes: ['csi'] },
        { claimLabels: { app: 'shop' } },
      ).map(changes => [
        resourcePolicy({
          volumePolicies: [{ conditions: conditions(changes), action }],
        }),
      ]),
    ),
});

interface Question {
  scope: BackupScope;
  lists: StorageLists;
  labels: Record<string, string>;
  claimLabels: Record<string, string>;
  isRun: boolean;
}
const questions: fc.Arbitrary<Question> = fc.record({
  scope: scopes,
  lists,
  labels: fc.constantFrom<Record<string, string>>({}, EXCLUDE),
  claimLabels: labels,
  isRun: fc.boolean(),
});

const toQuestion = (one: Question): DataPathQuestion => ({
  plan: { namespace: 'velero', scope: one.scope, snapshotClasses: {} },
  isRun: one.isRun,
  namespace: { name: 'shop', labels: one.labels },
  claim: claim({ labels: one.claimLabels }),
  storage: storage(one.lists),
});
const ask = (one: Question) => dataPathOf(toQuestion(one));

const RANK = { none: 0, part: 1, all: 2 };
const rank = (
  one: BackupScope,
  veleroVersion: string | null,
  namespaceLabels: Record<string, string> = {},
) =>
  RANK[
    coverOfObjects(
      one,
      { name: 'shop', labels: namespaceLabels },
      { veleroVersion, policy: null },
    ).cover
  ];

const excluding = (one: BackupScope, namespace: string): BackupScope => ({
  ...one,
  excludedNamespaces: [...one.excludedNamespaces, namespace],
});

const RUNS = { numRuns: 1_000 };

describe('coverage', () => {
  it('never throws, whatever a scope says', () => {
    fc.assert(
      fc.property(questions, versions, labels, (question, version, one) => {
        expect(ask(question).message).not.toBe('');
        expect(selectsLabels(question.scope, one).message).not.toBe('');
        expect(rank(question.scope, version)).toBeDefined();
        for (const kind of RESOURCE_KINDS) {
          expect(coversResource(question.scope, kind).message).not.toBe('');
        }
        refusedScope(question.scope, {
          veleroNamespace: 'velero',
          veleroVersion: version,
          namespaceNames: new Set(['shop']),
          policies: new Map(),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('never grows by an excluded namespace', () => {
    fc.assert(
      fc.property(
        questions,
        versions,
        fc.constantFrom('shop', 'sh*', 'web', '*', 'we*'),
        (question, version, namespace) => {
          const less = excluding(question.scope, namespace);
          expect(rank(less, version)).toBeLessThanOrEqual(
            rank(question.scope, version),
          );
          expect(
            ask(question).path !== 'none' ||
              ask({ ...question, scope: less }).path === 'none',
          ).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it('never grows by an excluded kind', () => {
    fc.assert(
      fc.property(
        scopes,
        versions,
        fc.constantFrom('pods', 'secrets', 'nodes', 'events', '*', 'x*'),
        (one, version, kind) => {
          const less = {
            ...one,
            excludedResources: [...one.excludedResources, kind],
          };
          expect(rank(less, version)).toBeLessThanOrEqual(rank(one, version));
        },
      ),
      RUNS,
    );
  });

  it('never grows by the exclude label', () => {
    fc.assert(
      fc.property(questions, versions, (question, version) => {
        expect(rank(question.scope, version, EXCLUDE)).toBe(0);
        expect(ask({ ...question, claimLabels: EXCLUDE }).path).toBe('none');
        expect(ask({ ...question, labels: EXCLUDE, isRun: false }).path).toBe(
          'none',
        );
        const excluded = (question.lists.pods ?? []).map(one => ({
          ...one,
          labels: EXCLUDE,
        }));
        const less = { ...question.lists, pods: excluded };
        expect(
          ask(question).path !== 'none' ||
            ask({ ...question, lists: less }).path === 'none',
        ).toBe(true);
      }),
      RUNS,
    );
  });

  it('takes no less of all namespaces than of some', () => {
    fc.assert(
      fc.property(scopes, versions, (one, version) => {
        expect(rank(one, version)).toBeLessThanOrEqual(
          rank({ ...one, includedNamespaces: ['*'] }, version),
        );
      }),
      RUNS,
    );
  });

  it('takes no data of a namespace that it does not take', () => {
    fc.assert(
      fc.property(questions, question => {
        const { covered } = coversNamespace({
          included: question.scope.includedNamespaces,
          excluded: question.scope.excludedNamespaces,
          namespace: {
            name: 'shop',
            labels: question.isRun ? null : question.labels,
          },
          veleroVersion: question.lists.server?.version ?? null,
        });
        fc.pre(!covered);
        expect(ask(question)).toMatchObject({ path: 'none', grade: 'none' });
      }),
      RUNS,
    );
  });

  it('has a grade exactly where it has a path of its own', () => {
    fc.assert(
      fc.property(questions, question => {
        const { path, grade } = ask(question);
        expect(grade === 'none').toBe(path === 'none' || path === 'custom');
      }),
      RUNS,
    );
  });

  it('never passes off as known what it could not know', () => {
    const names: (keyof StorageLists)[] = [
      ...(['pods', 'volumes', 'storageClasses', 'snapshotClasses'] as const),
      ...(['server', 'nodeAgents', 'policies'] as const),
    ];
    fc.assert(
      fc.property(
        questions,
        fc.subarray(names, { minLength: 1 }),
        (question, unknown) => {
          // What is taken for granted of an unknown version is not said.
          const server = question.lists.server && {
            ...question.lists.server,
            version: null,
          };
          const full = { ...question.lists, server };
          const less = Object.fromEntries(unknown.map(name => [name, null]));
          const known = ask({ ...question, lists: full });
          const guess = ask({ ...question, lists: { ...full, ...less } });
          expect(guess.isAssumed || guess.path === known.path).toBe(true);
        },
      ),
      RUNS,
    );
  });
});
