import { humanDuration } from './humanDuration';
import { valuesAt } from './jsonPath';
import { renderTable } from './renderTable';

describe('humanDuration', () => {
  it.each([
    [0, '0s'],
    [119, '119s'],
    [120, '2m'],
    [200, '3m20s'],
    [3600, '60m'],
    [4 * 3600 + 60, '4h1m'],
    [9 * 3600, '9h'],
    [50 * 3600, '2d2h'],
    [20 * 86400, '20d'],
    [3 * 365 * 86400 + 5 * 86400, '3y5d'],
    [10 * 365 * 86400, '10y'],
    [-60, '<invalid>'],
  ])('%d seconds are %s', (seconds, expected) => {
    expect(humanDuration(seconds * 1000)).toBe(expected);
  });
});

describe('valuesAt', () => {
  const object = {
    status: {
      phase: 'Ready',
      conditions: [
        { type: 'Synced', status: 'False' },
        { type: 'Ready', status: 'True' },
      ],
    },
    metadata: { labels: { 'a.b/c': 'x' } },
  };

  it.each([
    ['.status.phase', ['Ready']],
    ['.status.missing.deeper', []],
    ['.status.conditions[?(@.type=="Ready")].status', ['True']],
    [".status.conditions[?(@.type=='Synced')].status", ['False']],
    ['.status.conditions[0].type', ['Synced']],
    ['.status.conditions[*].type', ['Synced', 'Ready']],
    ['.metadata.labels.a\\.b/c', ['x']],
    [".metadata.labels['a.b/c']", ['x']],
  ])('%s', (path, expected) => {
    expect(valuesAt(object, path)).toEqual(expected);
  });

  it('names the place where a path goes wrong', () => {
    expect(() => valuesAt({}, '.a[?(x)]')).toThrow('from position 2');
  });
});

describe('renderTable', () => {
  const kind = {
    printerColumns: [
      { name: 'Phase', type: 'string' as const, jsonPath: '.status.phase' },
      { name: 'Errors', type: 'integer' as const, jsonPath: '.status.errors' },
      {
        name: 'Started',
        type: 'date' as const,
        jsonPath: '.status.start',
        priority: 1,
      },
    ],
  };
  const metadata = {
    name: 'a',
    uid: 'u',
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  const now = new Date('2026-01-01T01:00:00Z');
  const status = { phase: 'Failed', errors: 2, start: '2026-01-01T00:00:00Z' };

  it('draws name and columns, missing values as null', () => {
    const table = renderTable([{ metadata, status }, { metadata }], {
      kind,
      now,
    });
    expect(table.columnDefinitions?.map(c => [c.name, c.priority])).toEqual([
      ['Name', 0],
      ['Phase', 0],
      ['Errors', 0],
      ['Started', 1],
    ]);
    expect(table.rows.map(row => row.cells)).toEqual([
      ['a', 'Failed', 2, '60m'],
      ['a', null, null, null],
    ]);
    expect(table.rows[0]).toHaveProperty(
      'object.kind',
      'PartialObjectMetadata',
    );
  });

  it('sends whole objects or none when asked', () => {
    const object = { metadata, status };
    const whole = renderTable([object], { kind, now, includeObject: 'Object' });
    expect(whole.rows[0]).toHaveProperty('object', object);
    const none = renderTable([object], { kind, now, includeObject: 'None' });
    expect(none.rows[0]).not.toHaveProperty('object');
  });
});
