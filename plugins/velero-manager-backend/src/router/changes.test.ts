import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type ApiFinding,
  changeListSchema,
  changeResultSchema,
  changeSchema,
  clusterReadPermission,
  type Environment,
  environmentListSchema,
  planPreviewSchema,
  SETTINGS_PATH,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import request from 'supertest';
import {
  configRepositoryFiles,
  onboardIntent,
  scheduleIntent,
} from '../changes/__testUtils__/configRepository';
import {
  clusterConditions,
  createClusterConditionalDecision,
} from '../reports';
import { namespaceRow } from '../store/__testUtils__/facts';
import {
  omniscient,
  startFleetBackend,
} from './__testUtils__/startFleetBackend';

const amelia = 'user:default/amelia';
const LEAF = 'environments/production/clusters/prod-01/velero-config';
const FILE = `${LEAF}/backup-schedules/hourly-checkout-30day.yaml`;
const BRANCH =
  'feature/velero-manager/schedule-save/production/prod-01/checkout-hourly';

const SHOP = `apiVersion: velero.io/v1
kind: Schedule
metadata: { name: checkout-hourly, namespace: velero }
spec:
  schedule: 0 * * * *
  template:
    metadata: { labels: { team: shop } }
    includedNamespaces: [checkout]
    ttl: 720h0m0s
`;
const ofSchedule = (verb: 'pause' | 'delete', existing: string) => ({
  kind: `schedule:${verb}`,
  environment: 'production',
  cluster: 'prod-01',
  existing,
  ...(verb === 'pause' ? { paused: true, reason: 'The database moves' } : {}),
});

describe('changing over HTTP', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: Awaited<ReturnType<typeof startFleetBackend>>;

  beforeEach(async () => {
    fleet = await startFleetBackend(databases);
    fleet.people[amelia] = omniscient();
  });
  afterEach(() => fleet.stop());

  const plan = (intent: object) => fleet.post(amelia, '/v1/plans', { intent });
  const propose = (intent: object, rest: object = {}) =>
    fleet.post(amelia, '/v1/changes', { intent, ...rest });
  const may = (rights: Partial<ReturnType<typeof omniscient>>) =>
    Object.assign(fleet.people[amelia], rights);
  const confirm = (
    namespace: string,
    entity: string | null,
    cluster = 'prod-01',
  ) =>
    fleet.store.apply(
      { cluster, kind: 'Namespace' },
      {
        type: 'upserted',
        rows: [namespaceRow(namespace, { confirmedEntity: entity })],
        malformed: 0,
      },
    );

  it.each([
    ['post', '/v1/plans', 'velero-manager.plan.create'],
    ['post', '/v1/changes', 'velero-manager.plan.create'],
    ['post', '/v1/changes', 'velero-manager.change.create'],
    ['get', '/v1/changes', 'velero-manager.change.read'],
    ['get', '/v1/changes/some', 'velero-manager.change.read'],
  ] as const)(
    '%s %s: 401, 403 without %s, 2xx',
    async (method, path, right) => {
      await propose(scheduleIntent());
      const [id] = (await fleet.get(amelia, '/v1/changes')).body.items.map(
        (change: { id: string }) => change.id,
      );
      const ask = (authorization: string) => {
        const asked = request(fleet.server)
          [method](`/api/velero-manager${path.replace('some', id)}`)
          .set('authorization', authorization);
        return method === 'post'
          ? asked.send({ intent: scheduleIntent() })
          : asked;
      };
      const user = mockCredentials.user.header(amelia);
      expect((await ask(mockCredentials.none.header())).status).toBe(401);

      may({ denied: [right] });
      const denied = await ask(user);
      expect(denied.status).toBe(403);
      expect(denied.body.error.message).toBe(
        `The permission '${right}' was not given to you`,
      );

      may({ denied: [] });
      expect((await ask(user)).status).toBe(200);
      expect((await ask(mockCredentials.service.header())).status).toBe(200);
    },
  );

  describe('POST /v1/plans', () => {
    it('shows what would change, and changes nothing', async () => {
      const { body } = await plan(scheduleIntent()).expect(200);
      expect(planPreviewSchema.strict().parse(body)).toEqual(body);
      expect(body).toMatchObject({
        result: 'planned',
        repository: {
          name: 'main',
          url: 'https://github.com/o/r',
          branch: 'main',
        },
        environment: 'production',
        cluster: 'prod-01',
        baseRevision: fleet.host.revision,
        planHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        branchName: BRANCH,
        title: 'Add schedule checkout-hourly to prod-01',
        files: [
          {
            path: FILE,
            action: 'add',
            content: expect.stringContaining('kind: Schedule'),
          },
          { path: `${LEAF}/kustomization.yaml`, action: 'edit' },
        ],
        conflict: null,
        refusal: null,
      });
      expect(body.files[0].diff).toMatch(
        new RegExp(
          `^--- /dev/null\n\\+\\+\\+ b/${FILE}\n@@ -0,0 \\+1,\\d+ @@\n\\+apiVersion: velero.io/v1\n`,
        ),
      );
      expect(body.files[1].diff).toContain(
        '\n+  - backup-schedules/hourly-checkout-30day.yaml\n',
      );
      expect(body.description).toContain(`Requested by \`${amelia}\``);
      expect(fleet.host.proposals).toEqual([]);
    });

    it('answers alike while nothing changes', async () => {
      const [first, second] = [
        (await plan(scheduleIntent())).body,
        (await plan(scheduleIntent())).body,
      ];
      expect(second).toEqual(first);
    });

    it('says that it is so already, and what keeps it from being so', async () => {
      const onboarded = await plan(onboardIntent('prod-01'));
      expect(onboarded.body).toMatchObject({
        result: 'unchanged',
        planHash: null,
        files: [],
        conflict: null,
      });
      const unknown = await plan(scheduleIntent({ cluster: 'prod-02' }));
      expect(unknown.body).toMatchObject({
        result: 'conflict',
        conflict: {
          reason: expect.stringContaining('must be onboarded first'),
        },
      });
    });

    it.each([
      [{ kind: 'cluster:explode' }, 'kind'],
      [scheduleIntent({ cron: 'at noon' }), 'cron'],
      [scheduleIntent({ cluster: '../../etc' }), 'cluster'],
      [scheduleIntent({ surprise: true }), 'surprise'],
    ])('refuses %j', async (intent, field) => {
      const response = await plan(intent);
      expect(response.status).toBe(400);
      expect(response.body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(field),
      });
      expect(fleet.host.reads).toBe(0);
    });

    it('checks with what is known of the cluster, for those who may read it', async () => {
      const codes = async () =>
        (
          await plan(scheduleIntent({ includedNamespaces: ['chekout'] }))
        ).body.findings
          .map(
            ({ code, message }: { code: string; message: string }) =>
              `${code} ${message}`,
          )
          .filter((text: string) => /chekout|namespace/i.test(text));
      const informed = await codes();
      may({
        clusters: createClusterConditionalDecision(
          clusterReadPermission,
          clusterConditions.hasName({ names: ['prod-02'] }),
        ),
      });
      const uninformed = await codes();
      expect(informed).toEqual([expect.stringContaining('chekout')]);
      expect(uninformed).not.toEqual(informed);
    });

    it.each([
      ['rate_limited', 503, 'ServiceUnavailableError'],
      ['unauthenticated', 503, 'ServiceUnavailableError'],
      ['not_found', 404, 'NotFoundError'],
      ['archived', 409, 'ConflictError'],
    ] as const)('tells that the host is %s', async (reason, status, name) => {
      fleet.host.problem = {
        reason,
        message: 'The host says no. Try again at 2026-11-21T10:05Z',
      };
      const response = await plan(scheduleIntent());
      expect(response.status).toBe(status);
      expect(response.body.error).toMatchObject({
        name,
        message: 'The host says no. Try again at 2026-11-21T10:05Z',
      });
    });

    it('plans two at a time for one person, and gives up after ten seconds', async () => {
      fleet.people['user:default/bert'] = omniscient();
      fleet.host.gate = new Promise(() => {});
      const waiting = [1, 2].map(() =>
        plan(scheduleIntent()).then(({ status }) => status),
      );
      while (fleet.host.reads < 2) await new Promise(setImmediate);
      const third = await plan(scheduleIntent());
      expect(third.status).toBe(429);
      expect(third.body.error.name).toBe('TooManyRequestsError');

      const other = fleet
        .post('user:default/bert', '/v1/plans', { intent: scheduleIntent() })
        .then(({ status }) => status);
      while (fleet.host.reads < 3) await new Promise(setImmediate);
      await fleet.clock.advance(10_000);
      expect(await Promise.all([...waiting, other])).toEqual([503, 503, 503]);
      fleet.host.gate = null;
      expect((await plan(scheduleIntent())).status).toBe(200);
    });
  });

  describe('GET /v1/environments', () => {
    const list = () => fleet.get(amelia, '/v1/environments');
    const restrict = () => {
      const settings = fleet.host.files.get(SETTINGS_PATH) ?? '';
      fleet.host.files.set(
        SETTINGS_PATH,
        settings.replace(
          'approvals: 2',
          'approvals: 2\n    restricted: [schedule:save.hooks]',
        ),
      );
    };

    it('tells what forms need of each, and asks the host once for many', async () => {
      restrict();
      const { status, body } = await list();
      expect(status).toBe(200);
      expect(environmentListSchema.strict().parse(body)).toEqual(body);
      const of = { repository: 'main', engine: 'argocd' };
      expect(body).toEqual({
        items: [
          {
            ...{ ...of, name: 'production', clusterNames: 'prod-<nn>' },
            ...{ approvals: 2, retention: { min: null, max: '365d' } },
            ...{ onboarded: ['prod-01'], restricted: [] },
          },
          {
            ...{ ...of, name: 'staging', clusterNames: 'staging-<nn>' },
            ...{ approvals: 0, retention: { min: null, max: null } },
            ...{ onboarded: [], restricted: [] },
          },
        ],
        notes: [],
      });
      await Promise.all([list(), list()]);
      expect([fleet.host.reads, fleet.host.listings]).toEqual([1, 1]);
      await fleet.clock.advance(30_000);
      await list();
      expect([fleet.host.reads, fleet.host.listings]).toEqual([2, 2]);
    });

    it('names the clusters that have a folder, to those who may read them', async () => {
      const folder = 'environments/production/clusters/prod-02';
      fleet.host.files.set(`${folder}/velero-install/values.yaml`, '');
      const onboarded = async () =>
        (await list()).body.items[0].onboarded as string[] | null;
      expect(await onboarded()).toEqual(['prod-01', 'prod-02']);
      may({
        clusters: createClusterConditionalDecision(
          clusterReadPermission,
          clusterConditions.hasName({ names: ['prod-01'] }),
        ),
      });
      expect(await onboarded()).toEqual(['prod-01']);
      may({ clusters: { result: AuthorizeResult.DENY } });
      expect(await onboarded()).toEqual([]);
    });

    it('does not know the clusters where the host does not list them', async () => {
      const message = 'GitHub is away.';
      fleet.host.listingProblem = { reason: 'unavailable', message };
      const { body } = await list();
      expect(body.items).toMatchObject([
        { name: 'production', onboarded: null },
        { name: 'staging', onboarded: null },
      ]);
      expect(body.notes).toEqual([
        "The config repository 'main' does not tell which clusters it holds: GitHub is away.",
      ]);
    });

    it('tells those of restrictions whom they bind', async () => {
      restrict();
      may({ clusters: { result: AuthorizeResult.DENY } });
      const { body } = await list();
      expect(
        body.items.map(({ restricted }: Environment) => restricted),
      ).toEqual([['schedule:save.hooks'], []]);
    });

    it('says which repository cannot be read', async () => {
      fleet.host.files.set(SETTINGS_PATH, 'layout: 2');
      expect((await list()).body).toEqual({
        items: [],
        notes: [
          expect.stringMatching(
            /^The config repository 'main' is not set up right: .*must be 1/,
          ),
        ],
      });
      await fleet.clock.advance(30_000);
      fleet.host.files.delete(SETTINGS_PATH);
      expect((await list()).body.notes).toEqual([
        "The config repository 'main' has no .velero-manager.yaml on its branch 'main'.",
      ]);
      await fleet.clock.advance(30_000);
      fleet.host.problem = { reason: 'unavailable', message: 'GitHub is away' };
      expect((await list()).body.notes).toEqual([
        "The config repository 'main' cannot be read: GitHub is away.",
      ]);
    });

    it('asks the permission policy', async () => {
      may({ denied: ['velero-manager.plan.create'] });
      expect((await list()).status).toBe(403);
      const anonymous = await request(fleet.server)
        .get('/api/velero-manager/v1/environments')
        .set('authorization', mockCredentials.none.header());
      expect(anonymous.status).toBe(401);
    });
  });

  describe('POST /v1/changes', () => {
    it('opens a pull request, and keeps it on record', async () => {
      const preview = (await plan(scheduleIntent())).body;
      const { body } = await propose(scheduleIntent(), {
        planHash: preview.planHash,
        baseRevision: preview.baseRevision,
      }).expect(201);
      expect(changeResultSchema.strict().parse(body)).toEqual(body);
      expect(body).toMatchObject({
        result: 'proposed',
        notes: [],
        change: {
          state: 'proposed',
          title: preview.title,
          branch: BRANCH,
          url: 'https://github.com/o/r/pull/1',
          number: 1,
          repository: 'main',
          requester: amelia,
          planHash: preview.planHash,
          approvals: { given: 0, required: 2 },
          mergesItself: false,
          notes: [],
          mergedAt: null,
          clusters: [{ name: 'prod-01', isDone: false, lag: null }],
        },
      });
      expect(fleet.host.proposals).toMatchObject([
        {
          branch: BRANCH,
          requester: amelia,
          changeId: body.change.id,
          reviewers: ['bert', 'your-org/security'],
          autoMerge: null,
          body: expect.stringContaining(
            `https://portal.example/velero-manager/changes/${body.change.id}`,
          ),
        },
      ]);
      expect(fleet.onProposed).toHaveBeenCalledTimes(1);
      const record = await fleet.store.changes.loadChange(body.change.id);
      expect(record).toMatchObject({
        identity: 'schedule-save/production/prod-01/checkout-hourly',
        requesterLogins: ['amelia', 'amelia-gh'],
        schedules: [
          { namespace: 'velero', name: 'checkout-hourly', cron: '0 * * * *' },
        ],
      });
    });

    it('has it merge itself where the environment says so', async () => {
      const settings = fleet.host.files.get(SETTINGS_PATH) ?? '';
      fleet.host.files.set(
        SETTINGS_PATH,
        settings.replace('approvals: 2', 'approvals: 0\n    autoMerge: true'),
      );
      const { body } = await propose(scheduleIntent()).expect(201);
      expect(body.change).toMatchObject({ mergesItself: true, notes: [] });
      expect(fleet.host.proposals).toMatchObject([
        { autoMerge: { check: 'velero-manager/policy' } },
      ]);
    });

    it('meets its own open pull request', async () => {
      const first = (await propose(scheduleIntent())).body.change;
      const again = await propose(scheduleIntent()).expect(200);
      expect(again.body).toMatchObject({
        result: 'already_proposed',
        change: { id: first.id },
      });
      const other = await propose(
        scheduleIntent({ cron: '30 * * * *' }),
      ).expect(200);
      expect(other.body).toMatchObject({
        result: 'updated',
        change: { id: first.id },
      });
      expect(other.body.change.planHash).not.toBe(first.planHash);
      expect((await fleet.get(amelia, '/v1/changes')).body.totalItems).toBe(1);
    });

    it('stops when the repository changed since the preview, unless it need not', async () => {
      const preview = (await plan(scheduleIntent())).body;
      const { planHash, baseRevision } = preview;
      const path = `${LEAF}/kustomization.yaml`;
      fleet.host.files.set('docs/else.md', 'elsewhere');
      expect((await propose(scheduleIntent(), { baseRevision })).status).toBe(
        409,
      );

      fleet.host.files.set(path, `# Ours\n${fleet.host.files.get(path)}`);
      const stopped = await propose(scheduleIntent(), {
        planHash,
        baseRevision,
      });
      expect(stopped.status).toBe(409);
      expect(stopped.body.error).toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(
          'The repository changed since your preview',
        ),
      });
      expect(fleet.host.proposals).toEqual([]);
      await propose(scheduleIntent(), { planHash, allowRebase: true }).expect(
        201,
      );
    });

    it('proposes what was previewed although the repository changed elsewhere', async () => {
      const { planHash, baseRevision } = (await plan(scheduleIntent())).body;
      fleet.host.files.set('docs/else.md', 'elsewhere');
      const proposed = await propose(scheduleIntent(), {
        planHash,
        baseRevision,
      });
      expect(proposed.status).toBe(201);
    });

    it('proposes nothing where there is nothing to do, or a check found an error', async () => {
      const done = await propose(onboardIntent('prod-01')).expect(200);
      expect(done.body).toEqual({
        result: 'unchanged',
        change: null,
        notes: [],
      });
      const wrong = await propose(scheduleIntent({ retention: '900d' }));
      expect(wrong.status).toBe(400);
      expect(wrong.body.error.message).toMatch(/^The checks found 1 error/);
      const conflict = await propose(scheduleIntent({ cluster: 'prod-02' }));
      expect(conflict.status).toBe(409);
      expect(fleet.host.proposals).toEqual([]);
    });

    it('tells why the host would not, and keeps nothing', async () => {
      const propose1 = jest.spyOn(fleet.host, 'propose').mockResolvedValue({
        ok: false,
        problem: {
          reason: 'branch_taken',
          message: `The branch '${BRANCH}' is taken`,
        },
      });
      const response = await propose(scheduleIntent());
      expect(response.status).toBe(409);
      expect(response.body.error.message).toBe(
        `The branch '${BRANCH}' is taken`,
      );
      expect((await fleet.get(amelia, '/v1/changes')).body.items).toEqual([]);
      propose1.mockRestore();
    });

    it('leaves an audit event, without what files hold', async () => {
      await plan(scheduleIntent());
      const { body } = await propose(scheduleIntent());
      const events = fleet.auditor.createEvent.mock.calls.map(
        ([event]) => event,
      );
      expect(events).toMatchObject([
        { eventId: 'plan-create', severityLevel: 'medium' },
        {
          eventId: 'change-create',
          severityLevel: 'medium',
          meta: {
            kind: 'schedule:save',
            environment: 'production',
            cluster: 'prod-01',
            fields: [
              'scope',
              'frequency',
              'cron',
              'includedNamespaces',
              'retention',
            ],
          },
        },
      ]);
      expect(fleet.event.success.mock.calls).toEqual([
        [{ meta: { result: 'planned', repository: 'main' } }],
        [
          {
            meta: {
              result: 'proposed',
              change: body.change.id,
              url: body.change.url,
              mergesItself: false,
            },
          },
        ],
      ]);
      await propose(scheduleIntent({ cron: 'x' }));
      expect(fleet.event.fail).toHaveBeenCalledTimes(1);
    });
  });

  describe('for those who may not read all clusters', () => {
    beforeEach(() =>
      may({
        clusters: createClusterConditionalDecision(
          clusterReadPermission,
          clusterConditions.hasName({ names: ['prod-01'] }),
        ),
        owns: ['group:default/team-a', amelia],
      }),
    );

    it('takes the word of the namespace for whose it is', async () => {
      await confirm('checkout', 'component:default/checkout');
      expect((await propose(scheduleIntent())).status).toBe(201);
    });

    it.each([
      ['nobody confirms', null, {}],
      ['is of an entity that does not exist', 'component:default/gone', {}],
      [
        'is of an entity of others',
        'component:default/checkout',
        { owns: [amelia] },
      ],
      [
        'is of an entity that is hidden',
        'component:default/checkout',
        { visible: [] },
      ],
      ['says nonsense', ':::', {}],
    ])('refuses a namespace that %s', async (_, entity, rights) => {
      await confirm('checkout', entity);
      may(rights);
      const response = await propose(scheduleIntent());
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain("the namespace 'checkout'");
      expect(fleet.host.proposals).toEqual([]);
    });

    it('says in the preview what keeps it from being proposed', async () => {
      const refusal = async () =>
        (await plan(scheduleIntent()).expect(200)).body.refusal;
      expect(await refusal()).toBe(
        "You may not change what is backed up of the namespace 'checkout' of the cluster 'prod-01': it does not carry 'velero-manager.io/entity' with an entity that you own. Have that annotation set, or ask those who may read all clusters to propose it",
      );
      await confirm('checkout', 'component:default/checkout');
      expect(await refusal()).toBeNull();
      may({ denied: ['velero-manager.change.create'] });
      expect(await refusal()).toBe(
        "The permission 'velero-manager.change.create' was not given to you",
      );
    });

    it('says it before anything else', async () => {
      const wrong = scheduleIntent({ retention: '900d' });
      const response = await propose(wrong, { planHash: 'another' });
      expect(response.status).toBe(403);
    });

    it.each([
      [scheduleIntent({ includedNamespaces: ['*'] }), "A schedule of '*'"],
      [
        scheduleIntent({ includedNamespaces: ['checkout', 'orders'] }),
        "the namespace 'orders'",
      ],
      [
        scheduleIntent({ includedClusterScopedResources: ['*'] }),
        'A schedule of cluster-scoped resources',
      ],
      [ofSchedule('pause', 'full-daily'), "A schedule of '*'"],
      [ofSchedule('delete', 'full-daily'), "A schedule of '*'"],
      [onboardIntent('prod-02'), "'cluster:onboard'"],
    ])('refuses what concerns others: %j', async (intent, reason) => {
      await confirm('checkout', 'component:default/checkout');
      const response = await propose(intent);
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain(reason);
    });

    it.each(['pause', 'delete'] as const)(
      'lets those %s a schedule who may save it',
      async verb => {
        const { files } = fleet.host;
        const list = `${LEAF}/kustomization.yaml`;
        const item = FILE.slice(LEAF.length + 1);
        files.set(FILE, SHOP).set(list, `${files.get(list)}  - ${item}\n`);
        const intent = ofSchedule(verb, 'checkout-hourly');
        expect((await propose(intent)).status).toBe(403);
        await confirm('checkout', 'component:default/checkout');
        expect((await propose(intent)).status).toBe(201);
      },
    );

    it('keeps to others what the environment restricts, and leaves it in the audit', async () => {
      const settings = fleet.host.files.get('.velero-manager.yaml') ?? '';
      fleet.host.files.set(
        '.velero-manager.yaml',
        settings.replace(
          'approvals: 2',
          'approvals: 2\n    restricted: [schedule:save.storageLocation, schedule:pause]',
        ),
      );
      await confirm('checkout', 'component:default/checkout');
      const elsewhere = scheduleIntent({ storageLocation: 'default' });
      const refusal =
        "The environment 'production' keeps 'schedule:save.storageLocation' to those who may read all clusters: leave it out, or ask them to propose it";
      expect((await plan(elsewhere).expect(200)).body.refusal).toBe(refusal);
      const denied = await propose(elsewhere);
      expect([denied.status, denied.body.error.message]).toEqual([
        403,
        refusal,
      ]);
      expect(fleet.event.fail).toHaveBeenCalledTimes(1);
      expect((await propose(scheduleIntent())).status).toBe(201);
      may({ clusters: { result: AuthorizeResult.ALLOW } });
      expect((await propose(elsewhere)).status).toBe(200);
    });

    it('checks a schedule in several clusters by what each of those tells', async () => {
      const { files } = fleet.host;
      for (const [path, text] of [...files]) {
        if (path.includes('prod-01')) {
          for (const name of ['prod-02', 'staging-01']) {
            files.set(
              path.replaceAll('prod-01', name),
              text.replaceAll('prod-01', name),
            );
          }
        }
      }
      may({ clusters: { result: AuthorizeResult.ALLOW } });
      const { body } = await plan(
        scheduleIntent({ alsoIn: ['prod-02', 'staging-01'] }),
      ).expect(200);
      const told = body.findings.map(({ code, path }: ApiFinding) => [
        path.split('/')[3],
        code,
      ]);
      // One has the namespace, one has not; of the last nothing was ever heard.
      expect(told).toEqual([
        ['prod-02', 'NAMESPACE_UNKNOWN'],
        ['staging-01', 'RUNS_NOT_CHECKED'],
        ['staging-01', 'NAMESPACES_NOT_CHECKED'],
      ]);
    });

    it('asks the namespace of each cluster that gets the schedule', async () => {
      const { files } = fleet.host;
      for (const [path, text] of [...files]) {
        if (path.includes('prod-01')) {
          files.set(
            path.replaceAll('prod-01', 'prod-02'),
            text.replaceAll('prod-01', 'prod-02'),
          );
        }
      }
      const both = scheduleIntent({ alsoIn: ['prod-02'] });
      await confirm('checkout', 'component:default/checkout');
      const denied = await propose(both);
      expect([denied.status, denied.body.error.message]).toEqual([
        403,
        expect.stringContaining(
          "the namespace 'checkout' of the cluster 'prod-02'",
        ),
      ]);
      await confirm('checkout', 'component:default/checkout', 'prod-02');
      const proposed = await propose(both);
      expect(proposed.status).toBe(201);
      expect(fleet.host.proposals[0].plan.files).toHaveLength(4);
      const unseen = {
        ...{ appliedAt: null, acceptedAt: null, firstRunGoodAt: null },
        ...{ isDone: false, lag: null },
      };
      expect(proposed.body.change).toMatchObject({
        goal: 'first_run_good',
        clusters: [
          { name: 'prod-01', ...unseen },
          { name: 'prod-02', ...unseen },
        ],
      });
    });

    it('refuses to take a schedule of others for its own', async () => {
      await confirm('checkout', 'component:default/checkout');
      const takeOver = {
        ...scheduleIntent({ existing: 'full-daily' }),
        scope: undefined,
        frequency: undefined,
      };
      const response = await propose(takeOver);
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain("A schedule of '*'");
    });

    it('refuses a service, which owns nothing', async () => {
      await confirm('checkout', 'component:default/checkout');
      const service = mockCredentials.service();
      fleet.permissions.authorizeConditional.mockImplementation(
        async requests =>
          requests.map(() => ({ result: AuthorizeResult.DENY })),
      );
      const response = await request(fleet.server)
        .post('/api/velero-manager/v1/changes')
        .set('authorization', mockCredentials.service.header())
        .send({ intent: scheduleIntent() });
      expect([response.status, service.principal.type]).toEqual([
        403,
        'service',
      ]);
    });
  });

  describe('GET /v1/changes', () => {
    it('lists newest first, narrowed, page by page', async () => {
      const ids: string[] = [];
      for (const scope of ['checkout', 'orders', 'web']) {
        const { body } = await propose(scheduleIntent({ scope }));
        ids.unshift(body.change.id);
      }
      const { body } = await fleet.get(amelia, '/v1/changes').expect(200);
      expect(changeListSchema.strict().parse(body)).toEqual(body);
      expect(body.items.map(({ id }: { id: string }) => id).sort()).toEqual(
        [...ids].sort(),
      );

      const seen: string[] = [];
      let cursor = '';
      do {
        const page = (await fleet.get(amelia, `/v1/changes?limit=1${cursor}`))
          .body;
        expect(page.totalItems).toBe(3);
        seen.push(page.items[0].id);
        cursor = page.nextCursor && `&cursor=${page.nextCursor}`;
      } while (cursor);
      expect(seen).toEqual(body.items.map(({ id }: { id: string }) => id));

      for (const [query, total] of [
        ['state=proposed,approved', 3],
        ['state=merged', 0],
        ['environment=staging', 0],
        ['cluster=prod-01&requester=user:default/amelia', 3],
        ['repository=other', 0],
      ]) {
        const list = await fleet
          .get(amelia, `/v1/changes?${query}`)
          .expect(200);
        expect([query, list.body.totalItems]).toEqual([query, total]);
      }
      expect((await fleet.get(amelia, '/v1/changes?cursor=x')).status).toBe(
        400,
      );
      expect((await fleet.get(amelia, '/v1/changes?state=open')).status).toBe(
        400,
      );
    });

    it('gives one, and none by another id', async () => {
      const { change } = (await propose(scheduleIntent())).body;
      const { body } = await fleet
        .get(amelia, `/v1/changes/${change.id}`)
        .expect(200);
      expect(changeSchema.strict().parse(body)).toEqual(change);
      await fleet.get(amelia, '/v1/changes/none').expect(404);
    });
  });

  describe('on the card of a service', () => {
    const card = async () =>
      (
        await fleet.get(
          amelia,
          '/v1/entities/component/default/checkout/report',
        )
      ).body.changes;

    it('shows changes that concern its namespaces, to those who may see them', async () => {
      const { change } = (await propose(scheduleIntent())).body;
      await propose(
        scheduleIntent({ scope: 'web', includedNamespaces: ['web'] }),
      );
      const all = await propose(
        scheduleIntent({
          scope: 'most',
          includedNamespaces: ['*'],
          excludedNamespaces: ['checkout'],
        }),
      );
      expect(all.status).toBe(201);
      const { id, title, url, state, goal } = change;
      expect(await card()).toEqual([{ id, title, url, state, goal }]);
      may({ denied: ['velero-manager.change.read'] });
      expect(await card()).toEqual([]);
    });

    it('shows none where nothing goes on', async () => {
      expect(Object.keys(configRepositoryFiles())).not.toEqual([]);
      expect(await card()).toEqual([]);
    });
  });
});
