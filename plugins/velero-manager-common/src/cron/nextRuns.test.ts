import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CRON_CASES, REFUSED } from './__fixtures__/cronCases';
import { nextRuns } from './nextRuns';
import type { CronReader } from './readSchedule';

interface Answer extends CronReader {
  spec: string;
  after: string;
  next?: string[];
  error?: unknown;
}

function readLines(path: string): Answer[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

/** Our answer in the words of the files; an error is an error whatever it says. */
function answer({ spec, after, next, ...reader }: Answer): string[] | 'error' {
  const count = next ? Math.max(next.length, 1) : 5;
  const runs = nextRuns(spec, { ...reader, after: new Date(after), count });
  return runs.ok
    ? runs.value.map(run => run.toISOString().replace('.000Z', 'Z'))
    : 'error';
}

/** Reads `2026-01-01T02:00`; without a year it is that of the start. */
function instant(text: string, start = ''): string {
  const full = text.length > 14 ? text : `${start.slice(0, 5)}${text}`;
  return new Date(`${full}Z`).toISOString();
}

describe('nextRuns', () => {
  it.each(CRON_CASES.map(each => [each.dialect ?? '', each.shows, each]))(
    '%s: %s',
    (_dialect, _shows, { spec, zone = 'UTC', dialect, after, next }) => {
      const runs = nextRuns(spec, {
        zone,
        dialect,
        after: new Date(instant(after)),
        count: Math.max(next.length, 1),
      });
      expect(runs).toEqual({
        ok: true,
        value: next.map(run => new Date(instant(run, after))),
      });
    },
  );

  it.each(REFUSED)('refuses in %s: %p', (dialect, spec, reason) => {
    expect(
      nextRuns(spec, {
        zone: 'UTC',
        dialect,
        after: new Date('2026-01-01T00:00:00Z'),
        count: 1,
      }),
    ).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  it('answers as the libraries do', () => {
    const answers = readLines(
      join(__dirname, '__fixtures__', 'library-answers.jsonl'),
    );
    expect(answers.length).toBeGreaterThan(1_000);
    const ours = answers.map(each => ({ ...each, got: answer(each) }));
    expect(
      ours.filter(
        ({ got, next, error }) =>
          String(got) !== (error ? 'error' : String(next ?? [])),
      ),
    ).toEqual([]);
  });

  it('refuses a zone prefix where it is not allowed', () => {
    const options = {
      zone: 'UTC',
      zonePrefixAllowed: false,
      after: new Date('2026-01-01T00:00:00Z'),
      count: 1,
    };
    expect(nextRuns('CRON_TZ=UTC 0 2 * * *', options)).toMatchObject({
      ok: false,
    });
    expect(nextRuns('0 2 * * *', options)).toMatchObject({ ok: true });
  });

  it('names what cannot be used', () => {
    const good = { zone: 'UTC', after: new Date(0), count: 1 };
    expect(nextRuns('@daily', { ...good, zone: 'Local' })).toMatchObject({
      reason: expect.stringContaining('"Local"'),
    });
    expect(nextRuns('@daily', { ...good, after: new Date(NaN) })).toMatchObject(
      { reason: expect.stringContaining("'after'") },
    );
    for (const count of [-1, 0.5, 5_001, NaN]) {
      expect(nextRuns('@daily', { ...good, count })).toMatchObject({
        reason: expect.stringContaining(`count '${count}'`),
      });
    }
    const hostile = nextRuns(`\u202e\n${'x'.repeat(9_999)} * * * *`, good);
    expect(hostile.ok ? '' : hostile.reason).toMatch(/^[\x20-\x7e]{1,300}$/);
  });

  it('passes a day that does not exist, on which the libraries hang', () => {
    expect(
      nextRuns('0 0 * * 0', {
        zone: 'Pacific/Apia',
        after: new Date('2011-12-26T12:00:00Z'),
        count: 1,
      }),
    ).toEqual({ ok: true, value: [new Date('2011-12-31T10:00:00Z')] });
  });

  it('gives up a century ahead', () => {
    const yearly = nextRuns('@yearly', {
      zone: 'Europe/Paris',
      after: new Date('2026-01-01T00:00:00Z'),
      count: 5_000,
    });
    expect(yearly.ok && yearly.value.length).toBe(100);
  });

  const shared = process.env.VELERO_MANAGER_SHARED;
  const vectors = join(shared ?? '', 'vectors', 'cron.jsonl');
  if (shared && existsSync(vectors)) {
    it('meets the shared vectors', () => {
      for (const vector of readLines(vectors)) {
        expect({ ...vector, got: answer({ ...vector }) }).toEqual({
          ...vector,
          got: vector.error ? 'error' : vector.next,
        });
      }
    });
  }
});
