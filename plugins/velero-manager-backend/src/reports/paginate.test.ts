import { paginate, type Position } from './paginate';

const item = (rank: number, title: string, id = title): Position => ({
  rank,
  title,
  id,
});
const query = { limit: 2, state: ['CRITICAL'] };
const page = (items: Position[], cursor?: string | null, limit = 2) =>
  paginate(items, { ...query, limit, cursor: cursor ?? undefined }, one => one);
const ids = ({ items }: { items: Position[] }) => items.map(({ id }) => id);

describe('paginate', () => {
  const items = [
    item(2, 'b10'),
    item(0, 'zebra'),
    item(2, 'B9'),
    item(2, 'b9', 'b9-again'),
    item(1, 'Ärger'),
    item(1, 'arm'),
  ];

  it('puts the worst first, then orders titles as people do, then ids', () => {
    expect(ids(page(items, null, 500))).toEqual([
      'zebra',
      'Ärger',
      'arm',
      'B9',
      'b9-again',
      'b10',
    ]);
  });

  it('goes on where the page before ended, whatever came and went', () => {
    const first = page(items);
    expect(ids(first)).toEqual(['zebra', 'Ärger']);
    const changed = [
      item(0, 'new'),
      ...items.filter(({ id }) => id !== 'Ärger'),
    ];
    const second = page(changed, first.nextCursor);
    expect(ids(second)).toEqual(['arm', 'B9']);
    const third = page(changed, second.nextCursor, 500);
    expect(ids(third)).toEqual(['b9-again', 'b10']);
    expect(third).toMatchObject({ totalItems: 6, nextCursor: null });
  });

  it('has no next page after one that is just full', () => {
    expect(page(items.slice(0, 2)).nextCursor).toBeNull();
    expect(page([]).nextCursor).toBeNull();
  });

  it('survives titles of any length and kind', () => {
    const odd = [
      item(1, '😀'.repeat(5_000), 'a'),
      item(1, '😀'.repeat(5_001), 'b'),
      item(1, '\u202e\u0000', 'c'),
      item(1, `${'x'.repeat(99)}😀`, 'd'),
    ];
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const one: ReturnType<typeof page> = page(odd, cursor, 1);
      seen.push(...ids(one));
      cursor = one.nextCursor;
      expect((cursor ?? '').length).toBeLessThanOrEqual(2_000);
    } while (cursor);
    expect(seen.sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it.each(['', '{}', 'null', '[1]', '{"q":"x","p":["a",2,3]}'])(
    'refuses the forged cursor %j',
    text => {
      const cursor = `${Buffer.from(text).toString('base64url')}_`;
      expect(() => page(items, cursor)).toThrow("parameter 'cursor'");
    },
  );

  it('refuses the cursor of another query, not of another page size', () => {
    const { nextCursor } = page(items);
    const other = { ...query, state: ['HEALTHY'], cursor: nextCursor! };
    expect(() => paginate(items, other, one => one)).toThrow('other filters');
    expect(ids(page(items, nextCursor, 1))).toEqual(['arm']);
  });
});
