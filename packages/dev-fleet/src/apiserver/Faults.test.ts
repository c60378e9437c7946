import { Fault, parseFaults } from './Fault';
import { Faults } from './Faults';
import {
  ALL_SCHEDULES,
  SCHEDULES,
  TestCluster,
} from './__fixtures__/TestCluster';
import { WatchReader } from './__fixtures__/WatchReader';

const WATCH = `${SCHEDULES}?watch=true&allowWatchBookmarks=true`;
const BACKUPS = '/apis/velero.io/v1/backups';
const resource = 'schedules.velero.io';

describe('faults', () => {
  let cluster: TestCluster;
  const open: WatchReader[] = [];

  beforeEach(async () => {
    cluster = await TestCluster.start({
      settings: { bookmarkIntervalMs: 10 },
    });
    cluster.addSchedule('a');
  });

  afterEach(async () => {
    for (const reader of open.splice(0)) reader.close();
    await cluster.server.stop();
  });

  const set = (faults: Fault | Fault[]) => cluster.server.faults.set(faults);
  const clear = () => cluster.server.faults.clear();

  async function watch(query = '') {
    const reader = await cluster.watch(`${WATCH}${query}`);
    open.push(reader);
    if (query === '') await reader.event();
    return reader;
  }

  /** Resolves with false if nothing comes within a while. */
  function arrives(promise: Promise<unknown>): Promise<boolean> {
    return Promise.race([
      promise.then(
        () => true,
        () => true,
      ),
      new Promise<boolean>(resolve => {
        setTimeout(() => resolve(false), 100);
      }),
    ]);
  }

  async function linesUntil(
    reader: WatchReader,
    found: (line: string) => boolean,
  ): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await reader.line();
      if (line === undefined) return lines;
      lines.push(line);
      if (found(line)) return lines;
    }
  }

  const readToEnd = (reader: WatchReader) => linesUntil(reader, () => false);

  it('silence: requests hang, watches go mute, bookmarks too', async () => {
    const reader = await watch();
    await reader.event();
    set({ type: 'silence' });
    const aborts = new AbortController();
    const request = fetch(`${cluster.server.url}${ALL_SCHEDULES}`, {
      signal: aborts.signal,
    });
    cluster.addSchedule('b');
    const b = (async () => {
      // Bookmarks sent before the fault may still be under way.
      let event = await reader.event();
      while (event.type === 'BOOKMARK') event = await reader.event();
    })();
    expect(await arrives(request)).toBe(false);
    expect(await arrives(b)).toBe(false);
    clear();
    expect((await cluster.get(ALL_SCHEDULES)).code).toBe(200);
    expect(await arrives(request)).toBe(false);
    aborts.abort();
  });

  it('silence can be for one resource only', async () => {
    set({ type: 'silence', resource });
    expect(await arrives(cluster.get(BACKUPS))).toBe(true);
    expect(await arrives(cluster.get(ALL_SCHEDULES))).toBe(false);
  });

  it('cut: destroys what is open, then serves again', async () => {
    const reader = await watch();
    set({ type: 'cut' });
    await expect(readToEnd(reader)).rejects.toThrow();
    expect((await cluster.get(ALL_SCHEDULES)).code).toBe(200);
    expect(cluster.server.faults.list()).toEqual([]);
  });

  it('cut: may refuse new connections until it is lifted', async () => {
    set({ type: 'cut', refuse: true });
    await expect(cluster.get(ALL_SCHEDULES)).rejects.toThrow();
    await expect(cluster.get('/readyz')).rejects.toThrow();
    clear();
    expect((await cluster.get(ALL_SCHEDULES)).code).toBe(200);
  });

  it('cut: may hit one resource, or the next requests', async () => {
    const reader = await watch();
    set({ type: 'cut', resource });
    await expect(readToEnd(reader)).rejects.toThrow();
    set({ type: 'cut', times: 1, resource });
    expect((await cluster.get(BACKUPS)).code).toBe(200);
    await expect(cluster.get(ALL_SCHEDULES)).rejects.toThrow();
    expect((await cluster.get(ALL_SCHEDULES)).code).toBe(200);
  });

  it.each([
    [500, 'InternalError'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [503, 'ServiceUnavailable'],
    [418, 'Unknown'],
  ])('status %d', async (code, reason) => {
    const reader = await watch();
    set({ type: 'status', code });
    const answer = await cluster.get(ALL_SCHEDULES);
    expect(answer.code).toBe(code);
    expect(answer.body).toMatchObject({ kind: 'Status', code, reason });
    expect((await cluster.get('/apis')).code).toBe(code);
    expect((await reader.event()).type).toBe('BOOKMARK');
    clear();
    expect((await cluster.get(ALL_SCHEDULES)).code).toBe(200);
  });

  it('status 429 says when to come again, and counts', async () => {
    set({
      type: 'status',
      code: 429,
      retryAfterSeconds: 7,
      times: 2,
      resource,
    });
    for (const path of [ALL_SCHEDULES, SCHEDULES]) {
      const { code, headers, body } = await cluster.get(path);
      expect([code, headers.get('retry-after')]).toEqual([429, '7']);
      expect(body.details.retryAfterSeconds).toBe(7);
    }
    expect((await cluster.get(ALL_SCHEDULES)).code).toBe(200);
    expect(cluster.server.faults.list()).toEqual([]);
  });

  it('slow: answers late, but answers', async () => {
    set({ type: 'slow', delayMs: 200, times: 1 });
    const request = cluster.get(ALL_SCHEDULES);
    expect(await arrives(request)).toBe(false);
    expect((await request).code).toBe(200);
  });

  it('malformed: a line that is no JSON, the stream goes on', async () => {
    const reader = await watch('&resourceVersion=1');
    await reader.event();
    set({ type: 'malformed', times: 1, resource });
    const lines = await linesUntil(reader, line => line.includes('<garbage>'));
    expect(() => JSON.parse(lines.at(-1) ?? '')).toThrow();
    expect((await reader.event()).type).toEqual(expect.any(String));
  });

  it('truncated: a line ends in the middle, and so does the stream', async () => {
    const reader = await watch();
    set({ type: 'truncated' });
    const lines = await linesUntil(reader, () => false);
    expect(() => JSON.parse(lines.at(-1) ?? '')).toThrow();
    expect(lines.at(-1)).toMatch(/^\{"type":"BOOKMARK","object":/);
  });

  it.each(['event', 'status'] as const)('expired, told by %s', async as => {
    const opened = await watch();
    set({ type: 'expired', as });
    const rest = await linesUntil(opened, () => false);
    expect(JSON.parse(rest.at(-1) ?? '')).toMatchObject({
      type: 'ERROR',
      object: { code: 410 },
    });
    const reader = await watch('&resourceVersion=1');
    const event = await reader.event();
    expect(as === 'event' ? event.object : event).toMatchObject({ code: 410 });
    expect(reader.code).toBe(as === 'event' ? 200 : 410);
    clear();
    expect((await (await watch()).event()).type).toBe('BOOKMARK');
  });

  it('crdRemoved: the kind is gone, its objects come back', async () => {
    const reader = await watch();
    set({ type: 'crdRemoved', resource });
    await linesUntil(reader, () => false);
    const { code, body } = await cluster.get(ALL_SCHEDULES);
    expect([code, body]).toEqual([404, '404 page not found\n']);
    const { resources } = (await cluster.get('/apis/velero.io/v1')).body;
    const names = resources.map(({ name }: { name: string }) => name);
    expect(names).toContain('backups');
    expect(names).not.toContain('schedules');
    clear();
    expect((await cluster.get(ALL_SCHEDULES)).body.items).toHaveLength(1);
  });

  it('several faults hold at once, and a new set takes their place', async () => {
    set([
      { type: 'status', code: 500, resource },
      { type: 'status', code: 503, resource: 'backups.velero.io' },
    ]);
    expect((await cluster.get(ALL_SCHEDULES)).code).toBe(500);
    expect((await cluster.get(BACKUPS)).code).toBe(503);
    set({ type: 'slow', delayMs: 1 });
    expect((await cluster.get(BACKUPS)).code).toBe(200);
  });
});

describe('Faults', () => {
  it('does not share its state with the caller', () => {
    const faults = new Faults();
    const fault: Fault = { type: 'silence', times: 2 };
    faults.set(fault);
    expect(faults.take('silence', resource)).toBeDefined();
    expect(fault.times).toBe(2);
    expect(faults.list()).toEqual([{ type: 'silence', times: 1 }]);
    expect(faults.take('slow', resource)).toBeUndefined();
    expect(faults.take('silence', undefined)).toBeDefined();
    expect(faults.take('silence', undefined)).toBeUndefined();
  });
});

describe('parseFaults', () => {
  it.each([
    [{ type: 'silence' }],
    [
      [
        { type: 'cut', refuse: true },
        { type: 'slow', delayMs: 5, times: 1 },
      ],
    ],
    [{ type: 'status', code: 429, retryAfterSeconds: 3, resource }],
    [[]],
  ])('takes %j', body => {
    expect(parseFaults(body)).toEqual({ ok: true, value: [body].flat() });
  });

  it.each([
    [null, 'A fault must be an object'],
    [{ type: 'flood' }, 'type is "flood"; allowed are: silence, cut'],
    [{ type: 'toString' }, 'type is "toString"'],
    [{ type: 'slow' }, "a fault 'slow' needs delayMs"],
    [{ type: 'crdRemoved' }, "a fault 'crdRemoved' needs resource"],
    [{ type: 'status', code: 200 }, 'code of a fault'],
    [{ type: 'cut', times: 0 }, 'times of a fault'],
    [{ type: 'cut', delayMs: 1 }, "a fault 'cut' has no field 'delayMs'"],
  ])('refuses %j', (body, reason) => {
    expect(parseFaults(body)).toEqual({
      ok: false,
      reason: expect.stringContaining(reason),
    });
  });
});
