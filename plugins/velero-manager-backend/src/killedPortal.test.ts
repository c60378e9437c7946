import {
  applyPlan,
  type ChangePlan,
  type ChangeRequest,
  type ChangeResult,
  parseIntent,
  plan,
  SETTINGS_PATH,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { GitHost } from '@velero-manager/dev-fleet';
import createKnex, { type Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GateMoment, HostGate } from './__testUtils__/HostGate';
import { PortalProcess } from './__testUtils__/PortalProcess';
import {
  configRepositoryFiles,
  scheduleIntent,
} from './changes/__testUtils__/configRepository';
import { readCommitTrailers } from './changes/host/commitTrailers';
import { POLICY_CONTEXT } from './changes/policy';
import {
  createTestDatabases,
  openStore,
} from './store/__testUtils__/openStore';

jest.setTimeout(600_000);

const databases = createTestDatabases();
const AMELIA = 'user:default/amelia';

/** What the host is asked for a change that it has not heard of, in order. */
const CALLS = [
  'query repository', // the head
  'query repository', // where things are
  'git/get-tree',
  'query repository', // their texts
  'query repository', // branch and pull request
  'git/create-ref',
  'mutation createCommitOnBranch',
  'pulls/create',
  'issues/add-labels',
  'pulls/request-reviewers',
  'repos/get-branch',
  'repos/get-branch-rules',
  'query repository', // how it is called there
  'mutation enablePullRequestAutoMerge',
];

const ON_EVERY_DATABASE = [
  'git/create-ref',
  'pulls/create',
  'mutation enablePullRequestAutoMerge',
];

/** The repository, in which production merges itself once the policy agrees. */
function seedFiles(): Map<string, string> {
  const files = new Map(Object.entries(configRepositoryFiles()));
  const settings = String(files.get(SETTINGS_PATH));
  return files.set(
    SETTINGS_PATH,
    settings.replace('approvals: 2', 'approvals: 0\n    autoMerge: true'),
  );
}

/** A Git host, and portals on one database that come and go. */
class Scene {
  readonly #host: GitHost;
  readonly #gate: HostGate;
  readonly #database: Knex.Config;
  readonly #portals: PortalProcess[] = [];
  #files = seedFiles();
  #schedules = 0;

  private constructor(host: GitHost, gate: HostGate, database: Knex.Config) {
    this.#host = host;
    this.#gate = gate;
    this.#database = database;
  }

  static async open(database: Knex.Config): Promise<Scene> {
    const host = await GitHost.start({
      org: 'your-org',
      users: ['portal', 'bert'].map(login => ({
        ...{ login, tokens: [`${login}-token`] },
      })),
      teams: [{ slug: 'security', members: ['bert'] }],
    });
    await host.createRepository({
      name: 'config',
      files: Object.fromEntries(seedFiles()),
      access: { portal: 'write', bert: 'write', '@security': 'write' },
      protection: {
        main: { requiredApprovals: 0, requiredStatusChecks: [POLICY_CONTEXT] },
      },
    });
    return new Scene(host, await HostGate.open(host.url), database);
  }

  get repository() {
    return this.#host.repositories[0];
  }

  /** A portal, as anew; it may take its time. */
  start(): PortalProcess {
    const portal = PortalProcess.start({
      database: this.#database,
      user: AMELIA,
      config: {
        integrations: {
          github: [
            {
              host: new URL(this.#host.url).host,
              apiBaseUrl: `${this.#gate.url}/api/v3`,
              token: 'portal-token',
            },
          ],
        },
        veleroManager: {
          configRepositories: [
            { name: 'main', url: `${this.#host.url}/your-org/config` },
          ],
        },
      },
    });
    this.#portals.push(portal);
    return portal;
  }

  /** Asks for one more schedule, as the form does: what was previewed, or nothing. */
  async preview(): Promise<{ plan: ChangePlan; request: ChangeRequest }> {
    this.#schedules += 1;
    const asked = scheduleIntent({ scope: `shop-${this.#schedules}` });
    const intent = parseIntent(asked);
    if (!intent.ok) throw new Error(intent.reason);
    const revision = await this.#shaOf('main');
    const planned = plan(intent.value, {
      ...{ revision, files: this.#files, truncated: false },
    });
    if (planned.result !== 'planned') throw new Error(planned.result);
    const { planHash, baseRevision } = planned.plan;
    return {
      plan: planned.plan,
      request: { intent: asked, planHash, baseRevision },
    };
  }

  /** Lets a portal die over its so-manieth call from now on. @returns the calls that the host carried out */
  async killAt(
    call: number,
    moment: GateMoment,
    what: { portal: PortalProcess; request: ChangeRequest },
  ) {
    this.#gate.arm(call, moment, () => what.portal.kill());
    return this.callsOf(what.portal, what.request);
  }

  /** What reaches the host of a request, dead or alive. */
  async callsOf(portal: PortalProcess, request: ChangeRequest) {
    this.#host.clearCalls();
    await portal.propose(request);
    return this.#host.calls.map(({ operation }) => operation);
  }

  /** What stands at the host, of all that ever was about this plan. */
  async read({ files, title }: ChangePlan) {
    const { git, pulls } = this.repository;
    const own = pulls.filter(pull => pull.title === title);
    const branch = own[0].head.ref;
    const [from, to] = await Promise.all([
      this.#shaOf('main'),
      this.#shaOf(branch),
    ]);
    const changed = await git.listChangedFiles(from, to);
    const texts = await Promise.all(
      files.map(({ path }) => git.read(`${branch}:${path}`)),
    );
    const commits = await git.listCommits({ from: to, without: from });
    return {
      branch,
      pulls: own,
      files: new Map(
        files.map(({ path }, index) => [path, `${texts[index]?.content}`]),
      ),
      changed: changed.map(({ path }) => path),
      trailers: commits.map(({ message }) => readCommitTrailers(message)),
    };
  }

  async listBranches(): Promise<string[]> {
    const refs = await this.repository.git.listRefs('refs/heads/');
    return refs.map(({ ref }) => ref.slice('refs/heads/'.length));
  }

  /** Lets the policy agree, so that the host merges it as it was asked to. */
  async merge(change: ChangePlan): Promise<void> {
    const pull = this.repository.pulls.find(one => one.title === change.title)!;
    await this.#host.setStatus(this.repository, {
      ...{ sha: pull.head.sha, context: POLICY_CONTEXT, state: 'success' },
      ...{ description: null, targetUrl: null },
    });
    this.#files = applyPlan(this.#files, change);
  }

  async close(): Promise<void> {
    await Promise.all(this.#portals.map(portal => portal.kill()));
    await this.#gate.close();
    await this.#host.stop();
    const [failure = this.#host.unsupportedCalls[0]] = this.#host.failures;
    if (failure) throw failure;
  }

  async #shaOf(branch: string): Promise<string> {
    const ref = await this.repository.git.readRef(`refs/heads/${branch}`);
    return String(ref?.sha);
  }
}

/** Where to find the database, for processes of their own; a file in this folder for SQLite. */
async function databaseOf(
  databaseId: ReturnType<typeof databases.eachSupportedId>[number][0],
  folder: string,
): Promise<Knex.Config> {
  const { client, connection } = (await databases.init(databaseId)).client
    .config as { client: string; connection: object };
  return client === 'pg'
    ? { client, connection, pool: { min: 0, max: 2 } }
    : {
        client,
        connection: { filename: join(folder, 'portal.sqlite') },
        useNullAsDefault: true,
      };
}

describe.each(databases.eachSupportedId())(
  'a portal that is killed, %p',
  databaseId => {
    let folder: string;
    let scene: Scene;
    let knex: Knex;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'killed-portal-'));
      const database = await databaseOf(databaseId, folder);
      knex = createKnex(database);
      await openStore(knex); // makes the tables, for all that come
      scene = await Scene.open(database);
    });
    afterEach(async () => {
      await scene.close();
      await knex.destroy();
      await rm(folder, { recursive: true, force: true });
    });

    /** One branch, one commit, one pull request, one record, and they are of one change. */
    const expectWhole = async (
      change: ChangePlan,
      result: ChangeResult | null,
    ) => {
      const { branch, trailers, ...stands } = await scene.read(change);
      expect(stands).toEqual({
        pulls: [
          expect.objectContaining({
            state: 'open',
            labels: change.labels.map(name =>
              expect.objectContaining({ name }),
            ),
            requestedUsers: [expect.objectContaining({ login: 'bert' })],
            requestedTeams: [expect.objectContaining({ slug: 'security' })],
            autoMerge: expect.anything(),
          }),
        ],
        files: new Map(
          change.files.map(({ path, content }) => [path, content]),
        ),
        changed: change.files.map(({ path }) => path).sort(),
      });
      expect(trailers).toEqual([
        {
          change: result?.change?.id,
          plan: change.planHash,
          requester: AMELIA,
        },
      ]);
      expect(await knex('changes').where({ branch })).toEqual([
        expect.objectContaining({
          id: result?.change?.id,
          number: stands.pulls[0].number,
          plan_hash: change.planHash,
        }),
      ]);
      return branch;
    };

    // The database is written to at the end alone, and alike: there a few calls do.
    const calls = [...CALLS.keys()].filter(
      call =>
        databaseId === 'SQLITE_3' || ON_EVERY_DATABASE.includes(CALLS[call]),
    );
    // Of what only reads, the host knows nothing either way.
    const writes = calls.filter(call => !/get-|^query /.test(CALLS[call]));

    it.each<[GateMoment, number[]]>([
      ['on its way', calls],
      ['before its answer', writes],
    ])(
      'over any call to the host, %s, leaves one pull request when it is asked again',
      async (moment, killedAt) => {
        let portal = scene.start();
        const branches = ['main'];
        for (const call of killedAt) {
          const next = scene.start();
          const { plan: change, request } = await scene.preview();
          expect(
            await scene.killAt(call + 1, moment, { portal, request }),
          ).toEqual(CALLS.slice(0, moment === 'on its way' ? call : call + 1));
          const result = await next.propose(request);
          branches.push(await expectWhole(change, result));
          expect((await scene.listBranches()).sort()).toEqual(branches.sort());
          await scene.merge(change);
          portal = next;
        }
        // There are no further calls at which it could be killed.
        const { request } = await scene.preview();
        expect(await scene.callsOf(portal, request)).toEqual(CALLS);
        expect(await knex('changes')).toHaveLength(killedAt.length + 1);
      },
    );
  },
);
