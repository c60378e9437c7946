import fc from 'fast-check';
import { run, scope } from './__fixtures__/facts';
import { groupByPlan } from './groupByPlan';
import { isSameValue } from './isSameValue';

describe('groupByPlan', () => {
  const runs = fc.array(
    fc.record({
      namespace: fc.constantFrom('velero', 'velero-2'),
      schedule: fc.constantFrom('daily', 'weekly', null),
      included: fc.constantFrom<string[]>(['*'], ['shop'], ['shop', 'cart']),
      classes: fc.constantFrom<Record<string, string>>(
        {},
        { 'ebs.csi.aws.com': 'fast' },
      ),
    }),
    { maxLength: 12 },
  );

  it('groups as if the plan of each were written out', () => {
    fc.assert(
      fc.property(runs, given => {
        const facts = given.map(({ included, classes, ...rest }, i) =>
          run(`2026-11-${10 + i}T02:00:00.000Z`, {
            ...rest,
            scope: scope({ includedNamespaces: included }),
            snapshotClasses: classes,
          }),
        );
        const written = new Map<string, string[]>();
        for (const { uid, namespace, ...rest } of facts) {
          const key = JSON.stringify([
            namespace,
            rest.scope,
            rest.snapshotClasses,
          ]);
          written.set(key, [...(written.get(key) ?? []), uid]);
        }
        const groups = groupByPlan(facts);
        expect(groups.map(group => group.runs.map(({ uid }) => uid))).toEqual([
          ...written.values(),
        ]);
        expect(groups.map(({ plan }) => plan)).toEqual(
          groups.map(group => group.runs[0]),
        );
      }),
    );
  });
});

describe('isSameValue', () => {
  it('holds what is written the same for the same, and nothing else', () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const copy: unknown = JSON.parse(JSON.stringify(a));
        expect(isSameValue(JSON.parse(JSON.stringify(a)), copy)).toBe(true);
        expect(isSameValue(copy, b)).toBe(
          JSON.stringify(copy) === JSON.stringify(b),
        );
      }),
    );
  });

  it.each([
    ['a list and a record', [], {}],
    ['a list and a longer one', [1], [1, 2]],
    ['a value and none', { a: null }, {}],
    ['another key', { a: 1 }, { b: 1 }],
    ['nothing and a record', null, {}],
    ['a text and a number', '1', 1],
  ])('tells apart %s', (_, a, b) => {
    expect(isSameValue(a, b)).toBe(false);
    expect(isSameValue(b, a)).toBe(false);
  });
});
