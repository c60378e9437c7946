import {
  FactByKind,
  FactKind,
  kindDefinitionList,
  kindDefinitions,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import fc from 'fast-check';
import { backupRow, scopeOf } from '../__testUtils__/facts';
import { readFactText, toFactText } from './factText';

const kinds = kindDefinitionList.map(({ kind }) => kind);

/** The fact of an object with nothing but a name. */
function plainFact<K extends FactKind>(kind: K): FactByKind[K] {
  const parsed = kindDefinitions[kind].parse({
    metadata: {
      ...{ name: 'one', namespace: 'velero', uid: 'uid-one' },
      creationTimestamp: '2026-11-20T12:00:00Z',
    },
    spec: {
      ...{ backupName: 'nightly', sourceNamespace: 'shop', schedule: '' },
      ...{ cluster: { name: 'db' }, pod: { name: 'web', namespace: 'shop' } },
    },
    status: {},
  });
  if (!parsed.ok) throw new Error(`${kind}: ${parsed.reason}`);
  return parsed.value as FactByKind[K];
}

const names = fc.constantFrom('a', '__proto__', 'constructor', 'toString', '0');
const values = fc.oneof(
  fc.constantFrom<unknown>(null, false, 0, '', [], {}),
  fc.jsonValue({ maxDepth: 2 }),
  fc.dictionary(names, fc.jsonValue({ maxDepth: 1 })),
);

/** A fact of which some fields, or fields of a part, are something else. */
function changed(fact: object): fc.Arbitrary<object> {
  return fc
    .subarray(Object.keys(fact))
    .chain(some =>
      fc.tuple(
        ...some.map(name => {
          const value = Object.entries(fact).find(([n]) => n === name)?.[1];
          const isPart =
            typeof value === 'object' && value && !Array.isArray(value);
          return (isPart ? fc.oneof(values, changed(value)) : values).map(
            other => [name, other] as const,
          );
        }),
      ),
    )
    .map(entries => ({ ...fact, ...Object.fromEntries(entries) }));
}

describe('toFactText', () => {
  it.each(kinds)('keeps every field of a %s, whatever it holds', kind => {
    fc.assert(
      fc.property(changed(plainFact(kind)), given => {
        const fact = given as FactByKind[typeof kind];
        const text = toFactText(kind, fact);
        expect(readFactText(kind, text)).toEqual(
          JSON.parse(JSON.stringify(fact)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each(kinds)('leaves out of a %s what is blank', kind => {
    const fact = plainFact(kind);
    const stored = JSON.parse(toFactText(kind, fact));
    expect(stored).toMatchObject({ name: 'one', uid: 'uid-one' });
    expect(Object.keys(stored).length).toBeLessThan(Object.keys(fact).length);
  });

  it('writes a backup in a third of what it takes whole', () => {
    const fact = {
      ...plainFact('Backup'),
      ...{ schedule: 'daily', phase: 'Completed', itemsTotal: 40 },
      startedAt: '2026-11-20T02:00:00.000Z',
      scope: { ...plainFact('Backup').scope, includedNamespaces: ['shop'] },
    };
    const text = toFactText('Backup', fact);
    expect(JSON.parse(text).scope).toEqual({ includedNamespaces: ['shop'] });
    expect(3 * text.length).toBeLessThan(JSON.stringify(fact).length);
  });

  it('keeps a fact of another shape as it is', () => {
    const { fact } = backupRow('partial', { scope: scopeOf(['shop']) });
    const { phase: _, ...rest } = fact as FactByKind['Backup'];
    const partial = rest as FactByKind['Backup'];
    expect(readFactText('Backup', toFactText('Backup', partial))).toEqual(
      partial,
    );
  });
});

describe('readFactText', () => {
  it('reads facts that were stored whole before', () => {
    const fact = plainFact('Schedule');
    expect(readFactText('Schedule', JSON.stringify(fact))).toEqual(fact);
  });

  it('lets nobody change what facts share', () => {
    const text = toFactText('Backup', plainFact('Backup'));
    const { scope } = readFactText('Backup', text);
    expect(() => scope.includedNamespaces.push('shop')).toThrow(TypeError);
  });
});
