import { ConfigReader } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import {
  type Intent,
  parseIntent,
  pathsOf,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { GitHost } from '@velero-manager/dev-fleet';
import {
  configRepositoryFiles,
  scheduleIntent,
} from '../__testUtils__/configRepository';
import type { HostResult } from './ChangeHost';
import { GitHubChangeHost } from './GitHubChangeHost';

// Real Git processes do the work, and the machine may be busy.
jest.setTimeout(120_000);

const SCHEDULES = 12;
const PROD_01 = /^environments\/production\/clusters\/prod-01\//;
const SCHEDULE = `apiVersion: velero.io/v1
kind: Schedule
metadata: { name: NAME, namespace: velero }
spec:
  schedule: 0 1 * * *
  template: { includedNamespaces: [NAME], ttl: 720h0m0s }
`;

const nameOf = (index: number) => `prod-${String(index + 1).padStart(2, '0')}`;

/** Each cluster has files of its own; no two are alike. */
function filesOf(clusters: number): Record<string, string> {
  const one = Object.entries(configRepositoryFiles());
  const rest = one.filter(([path]) => !PROD_01.test(path));
  const names = Array.from({ length: clusters }, (_, index) => nameOf(index));
  return Object.fromEntries([
    ...rest,
    ...names.flatMap(name => [
      ...one
        .filter(([path]) => PROD_01.test(path))
        .map(entry => entry.map(text => text.split('prod-01').join(name))),
      ...Array.from({ length: SCHEDULES }, (_, index) => [
        `environments/production/clusters/${name}/velero-config/backup-schedules/app-${index}.yaml`,
        `${SCHEDULE.replace(/NAME/g, `app-${index}`)}# of ${name}\n`,
      ]),
    ]),
  ]);
}

/** The same schedule in so many clusters. */
function saveIn(clusters: number, more: object = {}): Intent {
  const [cluster, ...alsoIn] = Array.from({ length: clusters }, (_, index) =>
    nameOf(index),
  );
  const read = parseIntent(
    scheduleIntent({ cluster, ...(alsoIn.length > 0 && { alsoIn }), ...more }),
  );
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

function valueOf<T>(result: HostResult<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** What the host is asked, in order, when something is planned and proposed. */
class Meter {
  readonly #github: GitHost;
  readonly #host: GitHubChangeHost;

  private constructor(github: GitHost) {
    this.#github = github;
    const integration = {
      ...{ host: new URL(github.url).host, apiBaseUrl: github.apiBaseUrl },
      token: 'portal-token',
    };
    this.#host = GitHubChangeHost.create({
      repository: {
        ...{ name: 'main', owner: 'your-org', repo: 'config', branch: 'main' },
        url: `${github.url}/your-org/config`,
        engine: null,
        scope: { environments: null, clusters: null },
      },
      credentials: DefaultGithubCredentialsProvider.fromIntegrations(
        ScmIntegrations.fromConfig(
          new ConfigReader({ integrations: { github: [integration] } }),
        ),
      ),
      apiBaseUrl: github.apiBaseUrl,
      now: () => Date.now(),
      impatient: true,
    });
  }

  static async open(clusters: number): Promise<Meter> {
    const github = await GitHost.start({
      org: 'your-org',
      users: ['portal', 'bert'].map(login => ({
        ...{ login, tokens: [`${login}-token`] },
      })),
    });
    await github.createRepository({
      name: 'config',
      files: filesOf(clusters),
      access: { portal: 'write', bert: 'write' },
    });
    return new Meter(github);
  }

  async propose(intent: Intent) {
    const snapshot = valueOf(await this.#host.readSnapshot(pathsOf(intent)));
    const toPlan = this.#takeCalls();
    const planned = plan(intent, snapshot);
    if (planned.result !== 'planned') throw new Error(JSON.stringify(planned));
    const { result } = valueOf(
      await this.#host.propose({
        changeId: 'one',
        branch: 'feature/one',
        plan: planned.plan,
        snapshot,
        describe: () => 'What it does',
        requester: 'user:default/amelia',
        reviewers: ['bert'],
        autoMerge: null,
      }),
    );
    return {
      files: planned.plan.files.length,
      toPlan,
      result,
      toPropose: this.#takeCalls(),
    };
  }

  async close(): Promise<void> {
    await this.#github.stop();
    const [failure = this.#github.unsupportedCalls[0]] = this.#github.failures;
    if (failure) throw failure;
  }

  #takeCalls() {
    const calls = this.#github.calls.map(({ operation }) => operation);
    this.#github.clearCalls();
    return calls;
  }
}

const QUERY = 'query repository';
/** Its head, where things are, a listing of its folder; then their texts. */
const OF_ONE = [QUERY, QUERY, 'git/get-tree'];
/** For many folders it is found first where the one is that holds them. */
const OF_MANY = [QUERY, QUERY, QUERY, 'git/get-tree'];
/** In each of a hundred clusters a dozen schedules, a storage location and their list; and the settings. */
const TEXTS = 100 * (SCHEDULES + 2) + 1;
const TEXTS_PER_CALL = 200;

describe('the calls to the host', () => {
  it.each([
    { clusters: 1, toPlan: OF_ONE, texts: 1 },
    {
      ...{ clusters: 100, toPlan: OF_MANY },
      texts: Math.ceil(TEXTS / TEXTS_PER_CALL),
    },
  ])(
    'for $clusters cluster(s): a pull request takes as many as any, and texts are read once',
    async ({ clusters, toPlan, texts }) => {
      const meter = await Meter.open(clusters);
      const files = 2 * clusters;
      expect(await meter.propose(saveIn(clusters))).toEqual({
        ...{ files, result: 'proposed' },
        toPlan: [...toPlan, ...Array(texts).fill(QUERY)],
        toPropose: [
          QUERY,
          'git/create-ref',
          'mutation createCommitOnBranch',
          'pulls/create',
          'issues/add-labels',
          'pulls/request-reviewers',
        ],
      });
      expect(await meter.propose(saveIn(clusters))).toEqual({
        ...{ files, toPlan, result: 'already_proposed' },
        toPropose: [QUERY, 'repos/compare-commits-with-basehead'],
      });
      const longer = saveIn(clusters, { retention: '60d' });
      expect(await meter.propose(longer)).toEqual({
        ...{ files, toPlan, result: 'updated' },
        toPropose: [
          QUERY,
          'repos/compare-commits-with-basehead',
          'mutation createCommitOnBranch',
          'pulls/update',
        ],
      });
      await meter.close();
    },
  );
});
