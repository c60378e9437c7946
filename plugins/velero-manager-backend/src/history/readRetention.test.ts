import { ConfigReader } from '@backstage/config';
import { readRetention } from './readRetention';

const DAY_MS = 86_400_000;

const read = (history?: unknown) =>
  readRetention(
    new ConfigReader(
      history === undefined ? {} : { veleroManager: { history } as never },
    ),
  );

describe('readRetention', () => {
  it('keeps all for 400 days unless it is told otherwise', () => {
    const kept = {
      runsMs: 400 * DAY_MS,
      syncOperationsMs: 400 * DAY_MS,
      bytesMs: 400 * DAY_MS,
      transitionsMs: 400 * DAY_MS,
    };
    expect(read()).toEqual(kept);
    expect(read({ bytes: '90d', runs: '36h' })).toEqual({
      ...kept,
      bytesMs: 90 * DAY_MS,
      runsMs: 1.5 * DAY_MS,
    });
  });

  it.each([
    ['400d', "'veleroManager.history' must be an object"],
    [{ runs: 400 }, "'veleroManager.history.runs' must be a text"],
    [{ runs: 'for ever' }, "'veleroManager.history.runs' must be a duration"],
    [{ bytes: '0d' }, "'veleroManager.history.bytes' must be a duration"],
    [{ backups: '400d' }, "has the unknown key 'backups'"],
  ])('refuses %j', (history, problem) => {
    expect(() => read(history)).toThrow(problem);
  });
});
