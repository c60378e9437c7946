import {
  ALL_SCHEDULES,
  SCHEDULES,
  TestCluster,
} from './__fixtures__/TestCluster';

describe('access', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    const reader = {
      token: 'reader',
      user: 'system:serviceaccount:velero:portal',
      rules: [
        {
          verbs: ['get', 'list'],
          apiGroups: ['velero.io'],
          resources: ['backups'],
        },
        {
          verbs: ['*'],
          resources: ['schedules'],
          resourceNames: ['daily'],
          namespaces: ['velero'],
        },
      ],
    };
    const admin = { token: 'admin', user: 'admin' };
    cluster = await TestCluster.start({ tokens: [reader, admin] });
    cluster.addSchedule('daily');
  });

  afterAll(() => cluster.server.stop());

  const as = (token: string) => ({ authorization: `Bearer ${token}` });

  it.each([
    ['no token', {}],
    ['a wrong token', as('wrong')],
    ['another scheme', { authorization: 'Basic reader' }],
  ])('answers 401 to %s', async (_, headers) => {
    const { code, body } = await cluster.get(ALL_SCHEDULES, headers);
    expect(code).toBe(401);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Unauthorized',
      reason: 'Unauthorized',
      code: 401,
    });
    expect((await cluster.get('/apis', headers)).code).toBe(401);
    expect((await cluster.get('/readyz', headers)).code).toBe(200);
    expect((await cluster.get('/version', headers)).code).toBe(200);
  });

  it.each([
    [
      ALL_SCHEDULES,
      'schedules.velero.io is forbidden: User "system:serviceaccount:velero:portal" cannot list resource "schedules" in API group "velero.io" at the cluster scope',
    ],
    [
      `${SCHEDULES}?watch=true`,
      'schedules.velero.io is forbidden: User "system:serviceaccount:velero:portal" cannot watch resource "schedules" in API group "velero.io" in the namespace "velero"',
    ],
    [
      `${SCHEDULES}/hourly`,
      'schedules.velero.io "hourly" is forbidden: User "system:serviceaccount:velero:portal" cannot get resource "schedules" in API group "velero.io" in the namespace "velero"',
    ],
    [
      '/api/v1/secrets',
      'secrets is forbidden: User "system:serviceaccount:velero:portal" cannot list resource "secrets" in API group "" at the cluster scope',
    ],
  ])('forbids %s', async (path, message) => {
    const { code, body } = await cluster.get(path, as('reader'));
    expect(code).toBe(403);
    expect(body).toMatchObject({ reason: 'Forbidden', message });
  });

  it.each([
    ['reader', '/apis/velero.io/v1/backups'],
    ['reader', `${SCHEDULES}/daily`],
    ['reader', '/apis'],
    ['admin', ALL_SCHEDULES],
  ])('allows %s to read %s', async (token, path) => {
    expect((await cluster.get(path, as(token))).code).toBe(200);
  });

  it('lets tokens be exchanged', async () => {
    const other = await TestCluster.start({ tokens: 'old' });
    expect((await other.get('/api', as('old'))).code).toBe(200);
    other.server.setTokens('new');
    expect((await other.get('/api', as('old'))).code).toBe(401);
    expect((await other.get('/api', as('new'))).code).toBe(200);
    await other.server.stop();
  });
});
