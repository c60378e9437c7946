import fc from 'fast-check';
import {
  applicationRow,
  backupRow,
  defineCluster,
  scheduleRow,
  scopeOf,
} from './__testUtils__/facts';
import { createTestDatabases, openStore } from './__testUtils__/openStore';
import { readFactText } from './factText';
import { FactDelta, FactRow, FactScope } from './types';

jest.setTimeout(120_000);

const databases = createTestDatabases();

const scopes = (['one', 'two'] as const).flatMap(cluster =>
  (['Schedule', 'Backup', 'Application'] as const).map(
    (kind): FactScope => ({ cluster, kind }),
  ),
);

interface Version {
  name: string;
  namespace: string;
  version: number;
}

const versions = fc.array(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    namespace: fc.constantFrom('x', 'y'),
    version: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 6 },
);

interface Step {
  scope: FactScope;
  type: Listed;
  versions: Version[];
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    scope: fc.constantFrom(...scopes),
    type: fc.constantFrom<Listed>('replaced', 'upserted', 'removed'),
    versions,
  }),
  { maxLength: 12 },
);

function toRow(kind: string, { name, namespace, version }: Version): FactRow {
  const scope = scopeOf([`ns${Math.min(1, version)}`]);
  switch (kind) {
    case 'Schedule':
      return scheduleRow(name, {
        namespace,
        scope,
        cron: `${version} * * * *`,
      });
    case 'Backup':
      // Few schedules and scopes, so that backups share them.
      return backupRow(name, {
        namespace,
        scope,
        schedule: version === 2 ? 'nightly' : null,
      });
    default:
      return applicationRow(
        name,
        Array.from({ length: version }, (_, i) => ({
          destination: 'self',
          namespace: `ns${i}`,
        })),
        { namespace, labels: { version: `${version}` } },
      );
  }
}

/** Deltas of which the model is simple; the others have tests of their own. */
type Listed = Exclude<FactDelta['type'], 'confined'>;

const toDelta = (scope: FactScope, type: Listed, given: Version[]): FactDelta =>
  type === 'removed'
    ? { type, keys: given }
    : { type, rows: given.map(v => toRow(scope.kind, v)), malformed: 0 };

/** The store as it should be: a map, and what a delta means to it. */
class Model {
  readonly #facts = new Map<string, Version>();

  apply(scope: FactScope, type: Listed, given: Version[]): void {
    const prefix = `${scope.cluster}/${scope.kind}/`;
    if (type === 'replaced') {
      [...this.#facts.keys()]
        .filter(key => key.startsWith(prefix))
        .forEach(key => this.#facts.delete(key));
    }
    for (const version of given) {
      const key = `${prefix}${version.namespace}/${version.name}`;
      if (type === 'removed') {
        this.#facts.delete(key);
      } else {
        this.#facts.set(key, version);
      }
    }
  }

  rows(scope: FactScope): { key: string; version: Version }[] {
    const prefix = `${scope.cluster}/${scope.kind}/`;
    return [...this.#facts]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, version]) => ({ key: key.slice(prefix.length), version }));
  }
}

describe.each(databases.eachSupportedId())('apply, %p', databaseId => {
  it('leaves the store equal to a map after any sequence of deltas', async () => {
    const knex = await databases.init(databaseId);
    const store = await openStore(knex);

    const expectEqual = async (model: Model) => {
      for (const scope of scopes) {
        const expected = model.rows(scope);
        const facts = await knex('facts').where(scope);
        const targets = await knex('fact_targets').where(scope);
        const labels = await knex('fact_labels').where(scope);
        expect(
          facts
            .map(({ namespace, name, data }) => [
              `${namespace}/${name}`,
              readFactText(scope.kind, data),
            ])
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        ).toEqual(
          expected.map(({ key, version }) => [
            key,
            toRow(scope.kind, version).fact,
          ]),
        );
        const groups = facts
          .filter(row => row.scope !== null)
          .map(row => `${row.namespace}/${row.owner}/${row.scope}`);
        const stored = await knex('fact_scopes').where(scope);
        expect(
          stored
            .map(row => `${row.namespace}/${row.owner}/${row.scope}`)
            .sort(),
        ).toEqual([...new Set(groups)].sort());
        const isSync = scope.kind === 'Application';
        expect(targets).toHaveLength(
          isSync ? expected.reduce((n, e) => n + e.version.version, 0) : 0,
        );
        expect(labels).toHaveLength(isSync ? expected.length : 0);
        const status = await knex('kind_status').where(scope).first();
        expect(status?.objects ?? 0).toBe(expected.length);
      }
    };

    const run = async (sequence: Step[]) => {
      await store.putClusters([]);
      await store.putClusters([defineCluster('one'), defineCluster('two')]);
      const model = new Model();
      for (const { scope, type, versions: given } of sequence) {
        model.apply(scope, type, given);
        const delta = toDelta(scope, type, given);
        await store.apply(scope, delta);
        await expect(store.apply(scope, delta)).resolves.toEqual({
          changed: 0,
        });
      }
      await expectEqual(model);
    };

    /** The same, where all wait together. */
    const runTogether = async (sequence: Step[]) => {
      await store.putClusters([]);
      await store.putClusters([defineCluster('one'), defineCluster('two')]);
      const model = new Model();
      await Promise.all(
        sequence.map(({ scope, type, versions: given }) => {
          model.apply(scope, type, given);
          return store.apply(scope, toDelta(scope, type, given));
        }),
      );
      await expectEqual(model);
    };

    await fc.assert(fc.asyncProperty(steps, run), { numRuns: 25 });
    await fc.assert(fc.asyncProperty(steps, runTogether), { numRuns: 25 });
  });
});
