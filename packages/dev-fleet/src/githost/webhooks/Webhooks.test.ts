import { createHmac } from 'node:crypto';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { REPO, TestHost } from '../__testUtils__/TestHost';

interface Received {
  headers: IncomingHttpHeaders;
  text: string;
  payload: any;
}

describe('Webhooks', () => {
  let test: TestHost;
  let server: Server;
  let url: string;
  let answer: number;
  const received: Received[] = [];

  beforeEach(async () => {
    received.length = 0;
    answer = 202;
    server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString('utf8');
      received.push({
        headers: request.headers,
        text,
        payload: JSON.parse(text),
      });
      response.writeHead(answer).end();
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/github`;
    test = await TestHost.start();
  });
  afterEach(async () => {
    await test.stop();
    server.close();
  });

  const eventNames = () =>
    received.map(({ headers, payload }) =>
      [headers['x-github-event'], payload.action].filter(Boolean).join('.'),
    );

  it('tells a pull request from branch to merge, signed and in order', async () => {
    test.host.webhooks.add({ url, secret: 'a secret' });
    const { number, head } = await test.propose();
    const { pulls, repos } = test.octokit('piotr').rest;
    const target = { ...REPO, pull_number: number };
    await pulls.createReview({ ...target, event: 'APPROVE' });
    await repos.createCommitStatus({
      ...REPO,
      sha: head.sha,
      state: 'success',
      context: 'validate',
    });
    await pulls.merge(target);
    await test.host.webhooks.settled();

    expect(eventNames()).toEqual([
      'push',
      'pull_request.opened',
      'pull_request_review.submitted',
      'status',
      'pull_request.closed',
      'push',
    ]);
    for (const { headers, text } of received) {
      const digest = createHmac('sha256', 'a secret')
        .update(text)
        .digest('hex');
      expect(headers['x-hub-signature-256']).toBe(`sha256=${digest}`);
      expect(headers['content-type']).toBe('application/json');
      expect(headers['x-github-delivery']).toMatch(/^[0-9a-f-]{36}$/);
    }
    const [push, opened, review, status, closed, merged] = received.map(
      ({ payload }) => payload,
    );
    expect(push).toMatchObject({
      ref: 'refs/heads/feature/one',
      created: true,
      after: head.sha,
      commits: [{ id: head.sha, added: ['feature/one.yaml'] }],
      repository: { full_name: 'your-org/config' },
      sender: { login: 'amelia' },
    });
    expect(opened).toMatchObject({
      number: 1,
      pull_request: { merged: false },
    });
    expect(review).toMatchObject({
      review: { state: 'approved', user: { login: 'piotr' } },
    });
    expect(status).toMatchObject({
      sha: head.sha,
      state: 'success',
      context: 'validate',
      branches: [{ name: 'feature/one' }],
    });
    expect(closed).toMatchObject({
      pull_request: { merged: true, merged_by: { login: 'piotr' } },
      organization: { login: 'your-org' },
    });
    expect(merged).toMatchObject({
      ref: 'refs/heads/main',
      forced: false,
      after: await test.head(),
    });
    expect(merged.commits).toHaveLength(2);
    expect(
      test.host.webhooks.deliveries.map(({ status: code }) => code),
    ).toEqual(Array(6).fill(202));
  });

  it('tries once, keeps what came of it, and lets the host go on', async () => {
    answer = 500;
    test.host.webhooks.add({ url, secret: 's', events: ['pull_request'] });
    const remove = test.host.webhooks.add({
      url: 'http://127.0.0.1:1/closed',
      secret: 's',
      events: ['push'],
    });
    await test.propose();
    await test.host.webhooks.settled();
    expect(test.host.webhooks.deliveries).toMatchObject([
      { event: 'push', status: undefined, error: expect.any(String) },
      {
        event: 'pull_request',
        action: 'opened',
        status: 500,
        error: undefined,
      },
    ]);
    expect(received).toHaveLength(1);
    remove();
    await test.commit('main', { a: 'b' });
    await test.host.webhooks.settled();
    expect(test.host.webhooks.deliveries).toHaveLength(2);
  });
});
