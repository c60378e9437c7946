import { FakeClock, settle } from '../kubernetes/__testUtils__/FakeClock';
import { FirstReading, FirstReadings } from './FirstReadings';

describe('FirstReadings', () => {
  let clock: FakeClock;
  let readings: FirstReadings;
  let begun: string[];
  let turns: Map<string, FirstReading>;

  beforeEach(() => {
    clock = new FakeClock();
    readings = FirstReadings.create({ clock, atOnce: 1 });
    begun = [];
    turns = new Map();
  });

  const { signal } = new AbortController();
  const begin = async (name: string, by = signal) => {
    turns.set(name, await readings.begin(['Backup', 'Schedule'], by));
    begun.push(name);
  };

  it('gives the turn on once it is known how each kind stands', async () => {
    begin('one');
    begin('two');
    await settle();
    const one = turns.get('one');
    one?.known('Backup');
    one?.known('Backup');
    one?.known('Pod');
    await settle();
    expect(begun).toEqual(['one']);
    one?.known('Schedule');
    await settle();
    expect(begun).toEqual(['one', 'two']);
    expect(clock.pending).toBe(1);
  });

  it('does not wait for a cluster that hangs', async () => {
    begin('hanging');
    begin('two');
    await clock.advance(30_000);
    expect(begun).toEqual(['hanging', 'two']);
    turns.get('two')?.end();
    begin('three');
    await settle();
    expect(begun).toEqual(['hanging', 'two', 'three']);
  });

  it('lets pass who has nothing to read', async () => {
    begin('one');
    await settle();
    const resumed = await readings.begin([], signal);
    resumed.known('Backup');
    resumed.end();
    begin('two');
    await settle();
    expect(begun).toEqual(['one']);
  });

  it('forgets who is stopped while it waits', async () => {
    const stopping = new AbortController();
    begin('one');
    const gone = begin('gone', stopping.signal);
    begin('two');
    stopping.abort(new Error('stopped'));
    await expect(gone).rejects.toThrow('stopped');
    await settle();
    turns.get('one')?.end();
    await settle();
    expect(begun).toEqual(['one', 'two']);
  });
});
