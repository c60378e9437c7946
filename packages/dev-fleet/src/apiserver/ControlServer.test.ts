import { Router } from 'express';
import { ControlServer } from './ControlServer';
import { Faults } from './Faults';

describe('ControlServer', () => {
  const faults = new Faults();
  const clusters = new Map([['prod-01', { url: 'https://x:1', faults }]]);
  let control: ControlServer;

  beforeAll(async () => {
    const router = Router();
    router.post('/story/next', (req, res) => {
      res.json({ got: req.body });
    });
    control = await ControlServer.start({ clusters, routers: [router] });
  });

  afterAll(() => control.stop());

  async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${control.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { code: response.status, body: text ? JSON.parse(text) : undefined };
  }

  const path = '/clusters/prod-01/faults';

  it('sets, shows and lifts faults', async () => {
    const fault = { type: 'silence', times: 3 };
    const set = await call('POST', path, fault);
    expect(set).toEqual({ code: 200, body: { items: [fault] } });
    expect(faults.list()).toEqual([fault]);
    expect((await call('GET', path)).body).toEqual({ items: [fault] });
    expect((await call('GET', '/clusters')).body).toEqual({
      items: [{ name: 'prod-01', url: 'https://x:1', faults: [fault] }],
    });
    expect((await call('DELETE', path)).code).toBe(204);
    expect(faults.list()).toEqual([]);
  });

  it('says what is wrong with a fault or a name', async () => {
    const wrong = await call('POST', path, { type: 'slow' });
    expect(wrong.code).toBe(400);
    expect(wrong.body.error).toBe("a fault 'slow' needs delayMs");
    const missing = await call('GET', '/clusters/nope/faults');
    expect(missing.code).toBe(404);
    expect(missing.body.error).toContain("'nope' is not known");
    expect(missing.body.error).toContain('prod-01');
  });

  it('takes no body that a foreign page could send', async () => {
    const response = await fetch(`${control.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ type: 'silence' }),
    });
    expect(response.status).toBe(400);
    expect(faults.list()).toEqual([]);
  });

  it('serves further routes', async () => {
    const { body } = await call('POST', '/story/next', { a: 1 });
    expect(body).toEqual({ got: { a: 1 } });
  });
});
