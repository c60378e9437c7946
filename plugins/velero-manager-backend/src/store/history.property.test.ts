import fc from 'fast-check';
import { Knex } from 'knex';
import { backupRow, defineCluster, scopeOf } from './__testUtils__/facts';
import { createTestDatabases, openStore } from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { FactDelta, FactRow } from './types';

jest.setTimeout(120_000);

const databases = createTestDatabases();

const OUTCOMES: Record<string, string | null> = {
  New: 'running',
  InProgress: 'running',
  Completed: 'good',
  PartiallyFailed: 'partial',
  Failed: 'failed',
  Deleting: null,
};

/** An object as a cluster may show it: of each name there are two in turn. */
interface Seen {
  name: string;
  life: number;
  phase: string;
}

const seen = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    life: fc.integer({ min: 1, max: 2 }),
    phase: fc.constantFrom(...Object.keys(OUTCOMES)),
  }),
  { selector: ({ name }) => name, maxLength: 3 },
);

interface Step {
  type: 'replaced' | 'upserted' | 'removed';
  given: Seen[];
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    type: fc.constantFrom<Step['type']>('replaced', 'upserted', 'removed'),
    given: seen,
  }),
  { maxLength: 12 },
);

const uidOf = ({ name, life }: Seen) => `uid-${name}-${life}`;

function toRow(one: Seen): FactRow {
  return backupRow(one.name, {
    uid: uidOf(one),
    phase: one.phase,
    schedule: 'nightly',
    scope: scopeOf([`of-${one.name}`]),
    createdAt: `2026-01-0${one.life}T00:00:00.000Z`,
    startedAt:
      one.phase === 'New' ? null : `2026-01-0${one.life}T00:00:01.000Z`,
  });
}

const toDelta = ({ type, given }: Step): FactDelta =>
  type === 'removed'
    ? { type, keys: given.map(({ name }) => ({ namespace: 'velero', name })) }
    : { type, rows: given.map(toRow), malformed: 0 };

/** What history must hold: every run that was ever seen, as it was seen last. */
class Model {
  readonly runs = new Map<
    string,
    { phase: string; outcome: string | null; isGone: boolean }
  >();
  readonly #there = new Map<string, Seen>();

  apply({ type, given }: Step): void {
    if (type !== 'upserted') {
      const names = new Set(given.map(({ name }) => name));
      for (const [name, one] of this.#there) {
        if ((type === 'removed') === names.has(name)) {
          this.#there.delete(name);
          this.#lose(one);
        }
      }
    }
    if (type === 'removed') {
      return;
    }
    for (const one of given) {
      const before = this.#there.get(one.name);
      if (before && before.life !== one.life) {
        this.#lose(before);
      }
      this.#there.set(one.name, one);
      this.runs.set(uidOf(one), {
        phase: one.phase,
        outcome:
          OUTCOMES[one.phase] ?? this.runs.get(uidOf(one))?.outcome ?? null,
        isGone: false,
      });
    }
  }

  #lose(one: Seen): void {
    const run = this.runs.get(uidOf(one));
    if (run) {
      run.isGone = true;
    }
  }
}

describe.each(databases.eachSupportedId())('history, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
  });

  it('holds each run once with its last known outcome, whatever comes, and again', async () => {
    const scope = { cluster: 'one', kind: 'Backup' as const };

    const run = async (sequence: Step[]) => {
      await knex('runs').delete();
      await knex('history_scopes').delete();
      await store.putClusters([]);
      await store.putClusters([defineCluster('one')]);
      const model = new Model();
      for (const step of sequence) {
        model.apply(step);
        await store.apply(scope, toDelta(step));
        const before = await knex('runs').orderBy('uid');
        await store.apply(scope, toDelta(step));
        expect(await knex('runs').orderBy('uid')).toEqual(before);
      }
      const rows = await knex('runs').orderBy('uid');
      expect(
        rows.map(({ uid, phase, outcome, gone_at }) => [
          uid,
          { phase, outcome, isGone: gone_at !== null },
        ]),
      ).toEqual([...model.runs].sort(([a], [b]) => (a < b ? -1 : 1)));
      const scopes = await knex('history_scopes').select('scope');
      expect(scopes.map(row => row.scope).sort()).toEqual(
        [...new Set(rows.map(row => row.scope))].sort(),
      );
    };

    await fc.assert(fc.asyncProperty(steps, run), { numRuns: 40 });
  });
});
