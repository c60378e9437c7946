import { ControlServer } from '../apiserver/ControlServer';
import { TestHost } from './__testUtils__/TestHost';
import { createHostRouter } from './createHostRouter';

describe('createHostRouter', () => {
  let test: TestHost;
  let control: ControlServer;

  beforeAll(async () => {
    test = await TestHost.start();
    const routers = [createHostRouter(test.host)];
    control = await ControlServer.start({ clusters: new Map(), routers });
  });
  afterAll(async () => {
    await control.stop();
    await test.stop();
  });

  async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${control.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { code: response.status, body: text ? JSON.parse(text) : undefined };
  }

  it('sets and lifts faults, and shows what was called', async () => {
    const fault = { status: 500, afterCalls: 1, times: 1 };
    const set = await call('POST', '/git-host/faults', fault);
    expect(set).toEqual({ code: 200, body: { items: [fault] } });
    await test.call('GET', '/user', { user: 'amelia' });
    await test.call('GET', '/user', { user: 'amelia' });
    const { body } = await call('GET', '/git-host');
    expect(body).toMatchObject({
      url: test.host.url,
      repositories: ['your-org/config'],
      faults: [],
      calls: [{ status: 200 }, { status: 500 }],
      unsupportedCalls: [],
      failures: [],
    });
    await call('POST', '/git-host/faults', { status: 503 });
    expect((await call('DELETE', '/git-host/faults')).code).toBe(204);
    expect(test.host.faults.list()).toEqual([]);
    await call('DELETE', '/git-host/calls');
    expect(test.host.calls).toEqual([]);
  });

  it('tells what a repository holds', async () => {
    const pull = await test.propose('feature/two');
    const told = await call('GET', '/git-host/repositories/your-org/config');
    expect(told.body).toEqual({
      branches: [
        { name: 'feature/two', sha: pull.head.sha },
        { name: 'main', sha: await test.head() },
      ],
      pulls: [
        {
          number: 1,
          title: 'Propose feature/two',
          state: 'open',
          branch: 'feature/two',
          checks: [],
        },
      ],
    });
    const unknown = await call('GET', '/git-host/repositories/your-org/x');
    expect(unknown.code).toBe(404);
  });

  it.each([
    [{}, 'status is undefined; allowed are: 403, 429, 500, 502, 503'],
    [{ status: 200 }, 'status is 200; allowed are: 403, 429, 500, 502, 503'],
    [{ status: 500, times: 0 }, 'times is 0'],
    [{ status: 500, after: 1 }, "a fault has no field 'after'"],
    [[{ status: 500 }, 7], 'A fault must be an object'],
  ])('says what is wrong with %j', async (body, error) => {
    expect(await call('POST', '/git-host/faults', body)).toEqual({
      code: 400,
      body: { error },
    });
  });
});
