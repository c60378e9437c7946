import { setTimeout as pause } from 'node:timers/promises';
import {
  CertificateAuthority,
  createAuthority,
} from '../apiserver/certificates';
import { ControlServer } from '../apiserver/ControlServer';
import { createHostRouter } from '../githost';
import { GitOps } from '../gitops';
import { ObjectBucket } from '../velero/ObjectBucket';
import { AddedService, addService, NewService } from './addService';
import { bareCluster, DataEngine } from './bareCluster';
import { clusterStories } from './clusters';
import { createMembers } from './createMembers';
import { createStoryRouter } from './createStoryRouter';
import { createMember, FleetMember } from './FleetMember';
import { nextClusterName } from './nextClusterName';
import { ConfigHost, startConfigHost } from './startConfigHost';
import { gitOpsClusterOf, startGitOps } from './startGitOps';
import { StoryClock } from './StoryClock';
import { ClusterStory } from './types';

/** Between two looks of the controllers at their clusters. */
const TICK_MS = 1_000;

/** Long enough that a freshly started portal has read what it will miss. */
const SEEN_BEFORE_SILENCE_MS = 20_000;

/** What a fleet is started with. @public */
export interface FleetOptions {
  stories?: ClusterStory[];
  controlPort?: number;
  /** Told of each cluster that joins later. */
  onJoined?: (fleet: Fleet) => void;
}

/** What all members have in common. */
interface Shared {
  authority: CertificateAuthority;
  clock: StoryClock;
  buckets: Map<string, ObjectBucket>;
}

/**
 * The whole development fleet: its API servers, what goes on in them, and the
 * control API for those who want to interfere.
 *
 * @public
 */
export class Fleet {
  /** Those that were there at the start come first. */
  readonly members: FleetMember[];
  readonly configHost: ConfigHost;
  readonly #founders: number;
  readonly #shared: Shared;
  readonly #onJoined: (fleet: Fleet) => void;
  readonly #clusters: Map<string, FleetMember['server']>;
  readonly #gitops: GitOps;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  #control: ControlServer | undefined;

  private constructor(
    parts: { members: FleetMember[]; configHost: ConfigHost; shared: Shared },
    options: FleetOptions,
  ) {
    this.members = parts.members;
    this.configHost = parts.configHost;
    this.#founders = parts.members.length;
    this.#shared = parts.shared;
    this.#onJoined = options.onJoined ?? (() => {});
    this.#clusters = new Map(
      this.members.map(({ server }) => [server.name, server]),
    );
    this.#gitops = startGitOps(this.members, this.configHost);
    this.#running = live(this.members, {
      gitops: this.#gitops,
      signal: this.#stopping.signal,
    });
  }

  /** Makes the clusters, takes them through their past and lets them be seen. */
  static async start(options: FleetOptions = {}): Promise<Fleet> {
    const stories = options.stories ?? clusterStories;
    const authority = await createAuthority();
    const { members, buckets, clock } = await createMembers(stories, {
      authority,
      present: new Date(),
    });
    clock.follow();
    const shared: Shared = { authority, clock, buckets };
    await Promise.all(members.map(({ server }) => server.listen()));
    const configHost = await startConfigHost();
    const fleet = new Fleet({ members, configHost, shared }, options);
    await fleet.#listen(options.controlPort);
    return fleet;
  }

  get authority(): CertificateAuthority {
    return this.#shared.authority;
  }

  /** Where it is controlled. @throws Error before it listens */
  get controlUrl(): string {
    if (!this.#control) throw new Error('the fleet is not controlled yet');
    return this.#control.url;
  }

  /** The clusters that came after the start. */
  get joined(): FleetMember[] {
    return this.members.slice(this.#founders);
  }

  /** Adds a cluster into which nobody has installed Velero; empty but for data. */
  async addCluster(
    environment: ClusterStory['environment'],
    engines: readonly DataEngine[] = [],
  ): Promise<FleetMember> {
    const taken = this.members.map(({ server }) => server.name);
    const name = nextClusterName(environment, taken);
    const now = new Date();
    const member = await createMember(
      bareCluster(name, { environment, engines }),
      {
        ...{ ...this.#shared, start: now, present: now },
      },
    );
    await member.server.listen();
    this.members.push(member);
    this.#clusters.set(name, member.server);
    this.#gitops.add(gitOpsClusterOf(member));
    this.#onJoined(this);
    return member;
  }

  /**
   * Lets a team bring a service into a cluster: a namespace that says whose it
   * is, and a repository with what the catalog is to know of it.
   */
  addService(service: NewService): Promise<AddedService> {
    return addService(service, this);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#control?.stop();
    await this.configHost.runner.stop();
    await this.configHost.host.stop();
    await Promise.all(this.members.map(({ server }) => server.stop()));
  }

  async #listen(port: number | undefined): Promise<void> {
    const { buckets } = this.#shared;
    this.#control = await ControlServer.start({
      port,
      clusters: this.#clusters,
      routers: [
        createStoryRouter({ fleet: this, buckets }),
        createHostRouter(this.configHost.host),
      ],
    });
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
