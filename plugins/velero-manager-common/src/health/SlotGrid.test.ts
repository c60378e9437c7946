import { cronRulesOf, SlotGrid } from './SlotGrid';
import { veleroServer } from './__fixtures__/facts';

const grid = (cron: string, server = veleroServer()) =>
  SlotGrid.of(cron, cronRulesOf(server));
const date = (text: string) => new Date(text);

describe('SlotGrid', () => {
  it('reads a text as the version of the server does', () => {
    // Both days restricted: up to 1.18 either, from 1.19 on both.
    const spec = '0 2 1 * 1';
    const after = date('2026-11-20T00:00:00Z');
    expect(
      grid(spec, veleroServer({ version: 'v1.18.2' })).next(after),
    ).toEqual(date('2026-11-23T02:00:00Z'));
    expect(
      grid(spec, veleroServer({ version: 'v1.19.0' })).next(after),
    ).toEqual(date('2027-02-01T02:00:00Z'));
  });

  it('takes the later slot where the version is not known', () => {
    const after = date('2026-11-20T00:00:00Z');
    expect(SlotGrid.of('0 2 1 * 1', cronRulesOf(null)).next(after)).toEqual(
      date('2027-02-01T02:00:00Z'),
    );
  });

  it('lists slots that all versions see where the version is not known', () => {
    const span = {
      after: date('2026-06-01T00:00:00Z'),
      until: date('2027-02-10T00:00:00Z'),
      limit: 10,
    };
    // Mondays that are the first of a month.
    expect(SlotGrid.of('0 2 1 * 1', cronRulesOf(null)).between(span)).toEqual([
      date('2027-02-01T02:00:00Z'),
      date('2026-06-01T02:00:00Z'),
    ]);
    // Only one of them can read sunday as 7.
    expect(
      SlotGrid.of('0 2 * * 7', cronRulesOf(null)).between({
        ...span,
        limit: 1,
      }),
    ).toEqual([date('2027-02-07T02:00:00Z')]);
  });

  it('reads a text in the zone of the server', () => {
    const after = date('2026-11-20T00:00:00Z');
    const zone = 'Europe/Paris';
    expect(grid('0 2 * * *', veleroServer({ zone })).next(after)).toEqual(
      date('2026-11-20T01:00:00Z'),
    );
  });

  it('refuses a zone in the text where the server does', () => {
    const spec = 'CRON_TZ=Europe/Paris 0 2 * * *';
    const from = date('2026-11-20T00:00:00Z');
    expect(
      grid(spec, veleroServer({ version: 'v1.14.1' })).problem(from),
    ).toMatch(/TZ/);
    expect(grid(spec).problem(from)).toBeNull();
  });

  it('says why a text cannot be used', () => {
    const from = date('2026-11-20T00:00:00Z');
    expect(grid('0 25 * * *').problem(from)).toMatch(/25/);
    expect(grid('0 0 30 2 *').problem(from)).toBe('it never comes to pass');
    expect(grid('0 0 30 2 *').next(from)).toBeNull();
    expect(grid('0 0 30 2 *').longestGapMs(from)).toBe(0);
    expect(grid('nonsense').upcoming(from, 3)).toEqual([]);
    expect(
      grid('nonsense').between({
        after: date('2026-11-01T00:00:00Z'),
        until: from,
        limit: 3,
      }),
    ).toEqual([]);
  });

  it('lists slots of a span, newest first, and none where runs go by interval', () => {
    const span = {
      after: date('2026-11-18T02:00:00Z'),
      until: date('2026-11-20T02:00:00Z'),
      limit: 10,
    };
    expect(grid('0 2 * * *').between(span)).toEqual([
      date('2026-11-20T02:00:00Z'),
      date('2026-11-19T02:00:00Z'),
    ]);
    expect(grid('@every 6h').between(span)).toEqual([]);
    expect(grid('@every 6h').goesByInterval).toBe(true);
  });

  it('gives the same answer when its memory was emptied', () => {
    const hourly = grid('0 * * * *');
    const start = Date.parse('2026-11-20T00:00:00Z');
    const all = Array.from({ length: 1_200 }, (_, i) =>
      hourly.next(new Date(start + i * 60_000)),
    );
    expect(all[30]).toEqual(date('2026-11-20T01:00:00Z'));
    expect(hourly.next(new Date(start + 30 * 60_000))).toEqual(all[30]);
    for (let i = 0; i < 2_100; i++) grid(`${i % 60} ${i % 24} * * ${i % 7}`);
    for (let i = 0; i < 2_100; i++) grid(`@every ${i + 1}h`);
    expect(grid('0 * * * *').next(new Date(start))).toEqual(
      date('2026-11-20T01:00:00Z'),
    );
  });
});
