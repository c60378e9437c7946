import fc from 'fast-check';
import { planBalance } from './planBalance';

/** Some replicas, what each knows, and who holds what; as the store would tell it. */
class Fleet {
  readonly knows: Map<string, Set<string>>;
  readonly holders: Map<string, string | null>;
  moves = 0;

  constructor(
    knows: Map<string, Set<string>>,
    holders: Map<string, string | null>,
  ) {
    this.knows = knows;
    this.holders = holders;
  }

  heldBy(replica: string): string[] {
    return [...this.holders]
      .filter(([, holder]) => holder === replica)
      .map(([cluster]) => cluster);
  }

  step(replica: string): void {
    const { take, unlessKnownTo, give } = planBalance(replica, {
      replicas: [...this.knows.keys()].map(id => ({
        id,
        held: this.heldBy(id).length,
      })),
      clusters: new Set([...this.knows.values()].flatMap(set => [...set])).size,
      free: [...this.holders.values()].includes(null),
    });
    const known = this.knows.get(replica)!;
    const leftToOthers = (cluster: string) =>
      unlessKnownTo.some(other => this.knows.get(other)!.has(cluster));
    const taken = [...this.holders]
      .filter(([cluster, holder]) => holder === null && known.has(cluster))
      .map(([cluster]) => cluster)
      .filter(cluster => !leftToOthers(cluster))
      .slice(0, take);
    const given = this.heldBy(replica).filter(leftToOthers).slice(0, give);
    taken.forEach(cluster => this.holders.set(cluster, replica));
    given.forEach(cluster => this.holders.set(cluster, null));
    this.moves += taken.length + given.length;
  }

  /** Lets replicas act in a given order, then all in turn until nothing moves. */
  settle(order: string[]): void {
    order.forEach(replica => this.knows.has(replica) && this.step(replica));
    for (let round = 0; round < 200; round += 1) {
      const before = this.moves;
      [...this.knows.keys()].forEach(replica => this.step(replica));
      if (this.moves === before) {
        return;
      }
    }
    throw new Error('Still moving after 200 rounds');
  }
}

const REPLICAS = ['a', 'b', 'c', 'd'];
const replicaCount = fc.integer({ min: 1, max: 4 });
const order = fc.array(fc.constantFrom(...REPLICAS), { maxLength: 30 });
const names = (count: number) =>
  Array.from({ length: count }, (_, i) => `c${i}`);

describe('planBalance', () => {
  it('spreads evenly from any distribution, then moves nothing', () => {
    fc.assert(
      fc.property(
        replicaCount,
        fc.array(fc.option(fc.constantFrom(...REPLICAS)), { maxLength: 120 }),
        order,
        (count, held, first) => {
          const living = REPLICAS.slice(0, count);
          const clusters = names(held.length);
          const fleet = new Fleet(
            new Map(living.map(id => [id, new Set(clusters)])),
            new Map(
              held.map((id, i) => [
                clusters[i],
                id && living.includes(id) ? id : null,
              ]),
            ),
          );
          const needed = clusters.length * 2;
          fleet.settle(first);
          const share = Math.ceil(clusters.length / count);
          expect([...fleet.holders.values()]).not.toContain(null);
          living.forEach(id =>
            expect(fleet.heldBy(id).length).toBeLessThanOrEqual(share),
          );
          expect(fleet.moves).toBeLessThanOrEqual(needed);
        },
      ),
    );
  });

  it('leaves no cluster without a replica, whatever each of them knows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 30 })), {
          minLength: 1,
          maxLength: 4,
        }),
        order,
        (known, first) => {
          const knows = new Map(
            known.map((set, i) => [
              REPLICAS[i],
              new Set(set.map(number => `c${number}`)),
            ]),
          );
          const clusters = new Set(
            [...knows.values()].flatMap(set => [...set]),
          );
          const fleet = new Fleet(
            knows,
            new Map([...clusters].map(cluster => [cluster, null])),
          );
          fleet.settle(first);
          for (const [cluster, holder] of fleet.holders) {
            expect(knows.get(holder ?? '')?.has(cluster)).toBe(true);
          }
        },
      ),
    );
  });

  it('hands over a few at a time, and waits until they have been taken', () => {
    const clusters = names(60);
    const fleet = new Fleet(
      new Map([
        ['a', new Set(clusters)],
        ['b', new Set(clusters)],
      ]),
      new Map(clusters.map(cluster => [cluster, 'a'])),
    );
    fleet.step('a');
    fleet.step('a');
    expect([fleet.heldBy('a').length, fleet.heldBy('b').length]).toEqual([
      50, 0,
    ]);
    fleet.step('b');
    fleet.settle([]);
    expect([fleet.heldBy('a').length, fleet.heldBy('b').length]).toEqual([
      30, 30,
    ]);
    expect(fleet.moves).toBe(60);
  });

  it('takes all there is in one step where it is alone and the fleet is small', () => {
    const fleet = new Fleet(
      new Map([['a', new Set(names(30))]]),
      new Map(names(30).map(cluster => [cluster, null])),
    );
    fleet.step('a');
    expect(fleet.heldBy('a')).toHaveLength(30);
  });
});
