import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiServer } from '../apiserver/ApiServer';
import {
  CertificateAuthority,
  createAuthority,
} from '../apiserver/certificates';
import { ControlServer } from '../apiserver/ControlServer';
import { defaultKinds } from '../apiserver/kinds/defaultKinds';
import { GitOps } from '../gitops';
import { ObjectBucket } from '../velero/ObjectBucket';
import { clusterStories } from './clusters';
import { createHostRouter } from '../githost';
import { createStoryRouter } from './createStoryRouter';
import { documentedRules, rulesWithoutBackups } from './documentedRules';
import { runPast } from './runPast';
import { SimulatedCluster } from './SimulatedCluster';
import { ConfigHost, startConfigHost } from './startConfigHost';
import { startGitOps } from './startGitOps';
import { StoryClock } from './StoryClock';
import { ClusterStory } from './types';

/** How much past the story has when it begins. */
const PAST_MS = 3 * 24 * 3_600_000;

/** Between two looks of the controllers at their clusters. */
const TICK_MS = 1_000;

/** Long enough that a freshly started portal has read what it will miss. */
const SEEN_BEFORE_SILENCE_MS = 20_000;

/** A short interval, so that silence is noticed while somebody looks on. */
const BOOKMARK_INTERVAL_MS = 2_000;

/** A cluster of the running fleet. @internal */
export interface FleetMember {
  cluster: SimulatedCluster;
  server: ApiServer;
  /** What the portal is told to log in with; not always right. */
  portalToken: string;
}

/**
 * The whole development fleet: its API servers, what goes on in them, and the
 * control API for those who want to interfere.
 *
 * @public
 */
export class Fleet {
  readonly members: FleetMember[];
  readonly authority: CertificateAuthority;
  readonly configHost: ConfigHost;
  readonly #control: ControlServer;
  readonly #stopping: AbortController;
  readonly #running: Promise<void>;

  private constructor(parts: {
    members: FleetMember[];
    authority: CertificateAuthority;
    configHost: ConfigHost;
    control: ControlServer;
    stopping: AbortController;
    running: Promise<void>;
  }) {
    this.members = parts.members;
    this.authority = parts.authority;
    this.configHost = parts.configHost;
    this.#control = parts.control;
    this.#stopping = parts.stopping;
    this.#running = parts.running;
  }

  /** Makes the clusters, takes them through their past and lets them be seen. */
  static async start(
    options: { stories?: ClusterStory[]; controlPort?: number } = {},
  ): Promise<Fleet> {
    const stories = options.stories ?? clusterStories;
    const present = new Date();
    const start = new Date(present.getTime() - PAST_MS);
    const clock = new StoryClock(start);
    const buckets = createBuckets(stories);
    const authority = await createAuthority();

    const members: FleetMember[] = [];
    for (const story of stories) {
      const server = await createServer(story, { authority, clock });
      const { store } = server.api;
      const cluster = SimulatedCluster.create({
        story,
        store,
        buckets,
        start,
        present,
      });
      members.push({
        cluster,
        server: server.api,
        portalToken: server.portalToken,
      });
    }
    runPast(
      members.map(({ cluster }) => cluster),
      { start, end: present, setClock: now => clock.set(now) },
    );
    clock.follow();

    await Promise.all(members.map(({ server }) => server.listen()));
    const configHost = await startConfigHost();
    const control = await ControlServer.start({
      port: options.controlPort,
      clusters: new Map(members.map(({ server }) => [server.name, server])),
      routers: [
        createStoryRouter({ members, buckets }),
        createHostRouter(configHost.host),
      ],
    });
    const stopping = new AbortController();
    const gitops = startGitOps(members, configHost);
    const running = live(members, { gitops, signal: stopping.signal });
    return new Fleet({
      members,
      authority,
      configHost,
      control,
      stopping,
      running,
    });
  }

  get controlUrl(): string {
    return this.#control.url;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#control.stop();
    await this.configHost.runner.stop();
    await this.configHost.host.stop();
    await Promise.all(this.members.map(({ server }) => server.stop()));
  }
}

function createBuckets(stories: ClusterStory[]): Map<string, ObjectBucket> {
  const names = stories.flatMap(({ locations }) =>
    locations.map(({ bucket }) => bucket),
  );
  return new Map(
    [...new Set(names)].map(name => [name, ObjectBucket.create(name)]),
  );
}

async function createServer(
  story: ClusterStory,
  options: { authority: CertificateAuthority; clock: StoryClock },
) {
  const token = randomBytes(24).toString('base64url');
  const served = (group: string) =>
    (story.velero || group !== 'velero.io') &&
    (story.gitops === 'argocd' || group !== 'argoproj.io') &&
    (story.gitops === 'flux' || !group.endsWith('toolkit.fluxcd.io'));
  const api = await ApiServer.create({
    name: story.name,
    tls: story.tls ? options.authority : false,
    tokens: [
      {
        token,
        user: 'system:serviceaccount:velero-manager:portal',
        rules:
          story.trouble === 'forbidden'
            ? rulesWithoutBackups()
            : documentedRules(),
      },
    ],
    kinds: defaultKinds.filter(({ group }) => served(group)),
    settings: { bookmarkIntervalMs: BOOKMARK_INTERVAL_MS },
    now: options.clock.now,
  });
  const portalToken =
    story.trouble === 'wrong-token' ? 'a-token-that-was-rotated' : token;
  return { api, portalToken };
}

async function live(
  members: FleetMember[],
  options: { gitops: GitOps; signal: AbortSignal },
): Promise<void> {
  const { gitops, signal } = options;
  const seenSince = new Map<string, number>();
  while (!signal.aborted) {
    const now = new Date();
    for (const { cluster, server } of members) {
      cluster.tick(now);
      if (cluster.story.trouble === 'falls-silent' && server.openWatches > 0) {
        const since = seenSince.get(server.name) ?? now.getTime();
        seenSince.set(server.name, since);
        if (now.getTime() - since >= SEEN_BEFORE_SILENCE_MS) {
          server.faults.set([{ type: 'silence' }]);
        }
      }
    }
    await gitops.tick(now);
    await pause(TICK_MS, undefined, { signal }).catch(() => {});
  }
}
