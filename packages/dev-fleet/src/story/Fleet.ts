import { setTimeout as pause } from 'node:timers/promises';
import {
  CertificateAuthority,
  createAuthority,
} from '../apiserver/certificates';
import { ControlServer } from '../apiserver/ControlServer';
import { GitOps } from '../gitops';
import { clusterStories } from './clusters';
import { createHostRouter } from '../githost';
import { createMembers, FleetMember } from './createMembers';
import { createStoryRouter } from './createStoryRouter';
import { ConfigHost, startConfigHost } from './startConfigHost';
import { startGitOps } from './startGitOps';
import { ClusterStory } from './types';

/** Between two looks of the controllers at their clusters. */
const TICK_MS = 1_000;

/** Long enough that a freshly started portal has read what it will miss. */
const SEEN_BEFORE_SILENCE_MS = 20_000;

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
    const authority = await createAuthority();
    const { members, buckets, clock } = await createMembers(stories, {
      authority,
      present: new Date(),
    });
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
    await this.configHost.host.stop();
    await Promise.all(this.members.map(({ server }) => server.stop()));
  }
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
