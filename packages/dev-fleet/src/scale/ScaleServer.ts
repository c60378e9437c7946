import { setTimeout as sleep } from 'node:timers/promises';
import { ApiKind, completeKind, groupResourceOf } from '../apiserver/ApiKind';
import { ApiAnswer } from '../apiserver/ApiRequest';
import {
  createAuthority,
  issueServerCertificate,
} from '../apiserver/certificates';
import { discover } from '../apiserver/discovery';
import { Fault } from '../apiserver/Fault';
import { Faults, hits } from '../apiserver/Faults';
import { HttpExchange } from '../apiserver/HttpExchange';
import { defaultKinds } from '../apiserver/kinds';
import { Listener } from '../apiserver/Listener';
import { isTrue, parseTarget, ResourceTarget } from '../apiserver/parseTarget';
import { StatusError } from '../apiserver/StatusError';
import { scaleKinds } from './kinds';
import { listScaleObjects } from './listScaleObjects';
import { ScaleCluster } from './ScaleCluster';
import { ClusterSize, ScaleKind } from './ScaleKind';
import { ScaleWatch } from './ScaleWatch';

/** A fleet in size. @public */
export interface ScaleServerOptions {
  clusters: string[];
  size: ClusterSize;
  /** When the fleet began, in milliseconds since 1970: backups are older. */
  epoch: number;
  /** Whether objects may be had as the beginning of a watch. */
  watchList: boolean;
  bookmarkIntervalMs: number;
}

interface ServedKind {
  kind: ScaleKind;
  served: ApiKind;
}

interface Member {
  cluster: ScaleCluster;
  faults: Faults;
  watches: Set<ScaleWatch>;
}

/** A round of bookmarks is spread, as watches of a real fleet are. */
const BOOKMARK_SHARES = 60;

/**
 * The API servers of a whole fleet on one port of the local machine, each
 * under a path of its own: `https://127.0.0.1:<port>/clusters/<name>`. Objects
 * are made when they are asked for, so that a million of them fit.
 *
 * @internal
 */
export class ScaleServer {
  readonly kinds: readonly ServedKind[] = scaleKinds.map(serve);
  readonly #options: ScaleServerOptions;
  readonly #members: Map<string, Member>;
  readonly #listener: Listener;
  readonly #counts = new Map<string, number>();
  readonly #lists = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  readonly #ca: string;
  #bookmarkShare = 0;

  private constructor(
    options: ScaleServerOptions,
    parts: { listener: Listener; ca: string },
  ) {
    this.#options = options;
    this.#listener = parts.listener;
    this.#ca = parts.ca;
    this.#members = new Map(
      options.clusters.map(name => [
        name,
        {
          cluster: ScaleCluster.create({ ...options, name }),
          faults: new Faults(),
          watches: new Set(),
        },
      ]),
    );
    for (const member of this.#members.values()) {
      member.faults.onSet(faults => hitOpenWatches(member, faults));
    }
    this.#timer = setInterval(
      () => this.#sendBookmarks(),
      options.bookmarkIntervalMs / BOOKMARK_SHARES,
    );
  }

  /** @returns the server, the start of all its addresses, and whom to trust */
  static async start(
    options: ScaleServerOptions,
  ): Promise<{ server: ScaleServer; baseUrl: string; ca: string }> {
    const authority = await createAuthority();
    const certificate = await issueServerCertificate(authority);
    const listener = Listener.create({ port: 0, certificate });
    const server = new ScaleServer(options, { listener, ca: authority.cert });
    const port = await listener.start(exchange => {
      void server.#handle(exchange);
    });
    const baseUrl = `https://127.0.0.1:${port}/clusters/`;
    return { server, baseUrl, ca: server.#ca };
  }

  get clusters(): ScaleCluster[] {
    return [...this.#members.values()].map(({ cluster }) => cluster);
  }

  /** How often each verb was asked for since the start, and watches now. */
  counts(): Record<string, number> {
    const watches = [...this.#members.values()].reduce(
      (sum, member) => sum + member.watches.size,
      0,
    );
    return { ...Object.fromEntries(this.#counts), openWatches: watches };
  }

  /** How often each resource was listed since the start. */
  lists(): Record<string, number> {
    return Object.fromEntries(this.#lists);
  }

  /** @throws Error for a cluster that there is not */
  faultsOf(cluster: string): Faults {
    const member = this.#members.get(cluster);
    if (!member) throw new Error(`There is no cluster '${cluster}'`);
    return member.faults;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#listener.stop();
  }

  async #handle(exchange: HttpExchange): Promise<void> {
    const [, , name, ...rest] = exchange.url.split('/');
    const member = this.#members.get(decodeURIComponent(name ?? ''));
    if (!member) {
      await exchange.send({ code: 404, body: 'no such cluster\n' });
      return;
    }
    const target = parseTarget(exchange.method, `/${rest.join('/')}`);
    this.#count(target.resource?.verb ?? 'discover');
    const { faults } = member;
    const resource = target.resource && groupResourceOf(target.resource);
    if (faults.take('cut', resource)) {
      exchange.destroy();
      return;
    }
    if (faults.take('silence', resource)) return;
    const slow = faults.take('slow', resource);
    if (slow) await sleep(slow.delayMs, undefined, { ref: false });
    const status = faults.take('status', resource);
    try {
      if (status) throw refusalOf(status);
      const answer = target.resource
        ? this.#answer(member, exchange, {
            ...target.resource,
            query: target.query,
          })
        : this.#discover(target.path);
      if (answer) await exchange.send(answer);
    } catch (error) {
      const { status: body } =
        error instanceof StatusError
          ? error
          : StatusError.internal(String(error));
      await exchange.send({ code: body.code, body });
    }
  }

  #discover(path: string): ApiAnswer {
    if (path === '/version') {
      const version = { major: '1', minor: '34', gitVersion: 'v1.34.2' };
      return { code: 200, body: version };
    }
    const served = this.kinds.map(kind => kind.served);
    const body = discover(served, path);
    if (body === undefined) throw StatusError.ofCode(404);
    return { code: 200, body };
  }

  /** @returns undefined for a watch, which answers for itself */
  #answer(
    member: Member,
    exchange: HttpExchange,
    target: ResourceTarget & { query: URLSearchParams },
  ): ApiAnswer | undefined {
    const found = this.kinds.find(
      ({ served }) =>
        served.group === target.group &&
        served.resource === target.resource &&
        served.versions.includes(target.version),
    );
    if (!found) throw StatusError.ofCode(404);
    const { cluster } = member;
    if (target.verb === 'list') {
      const { query, namespace } = target;
      const { resource } = found.kind;
      this.#lists.set(resource, (this.#lists.get(resource) ?? 0) + 1);
      return {
        code: 200,
        body: listScaleObjects({ ...found, cluster, query, namespace }),
        headers: { 'content-type': 'application/json' },
      };
    }
    if (target.verb === 'get' && target.name === 'kube-system') {
      return { code: 200, body: cluster.identity };
    }
    if (target.verb !== 'watch') throw StatusError.ofCode(405);
    this.#openWatch(member, { ...found, target, exchange });
    return undefined;
  }

  #openWatch(
    member: Member,
    options: ServedKind & {
      target: ResourceTarget & { query: URLSearchParams };
      exchange: HttpExchange;
    },
  ): void {
    const { query, namespace } = options.target;
    const initial = query.get('sendInitialEvents');
    if (initial !== null && !this.#options.watchList) {
      throw StatusError.ofCode(422, 'sendInitialEvents is forbidden');
    }
    const { resource } = options.kind;
    const watch = ScaleWatch.open({
      ...options,
      cluster: member.cluster,
      namespace,
      revision: Number(query.get('resourceVersion') ?? 0),
      sendInitialEvents: isTrue(initial),
      expired: member.faults.take('expired', resource) !== undefined,
    });
    if (member.faults.take('truncated', resource)) watch.truncate();
    if (member.faults.take('malformed', resource)) watch.garble();
    member.watches.add(watch);
    const seconds = Number(query.get('timeoutSeconds')) || 1800;
    const end = setTimeout(() => watch.end(), seconds * 1000);
    options.exchange.onClose(() => {
      clearTimeout(end);
      member.watches.delete(watch);
    });
  }

  #sendBookmarks(): void {
    this.#bookmarkShare = (this.#bookmarkShare + 1) % BOOKMARK_SHARES;
    let i = 0;
    for (const { watches } of this.#members.values()) {
      for (const watch of watches) {
        if (i % BOOKMARK_SHARES === this.#bookmarkShare) watch.bookmark();
        i += 1;
      }
    }
  }

  #count(verb: string): void {
    this.#counts.set(verb, (this.#counts.get(verb) ?? 0) + 1);
  }
}

function serve(kind: ScaleKind): ServedKind {
  const definition = defaultKinds.find(
    one => groupResourceOf(one) === kind.resource,
  );
  if (!definition) throw new Error(`No server knows '${kind.resource}'`);
  return { kind, served: completeKind(definition) };
}

/** Faults without a count also hit what is open. */
function hitOpenWatches({ watches }: Member, faults: Fault[]): void {
  for (const fault of faults.filter(({ times }) => times === undefined)) {
    for (const watch of [...watches].filter(one => hits(fault, one.resource))) {
      if (fault.type === 'silence') watch.mute();
      if (fault.type === 'expired') watch.expire();
      if (fault.type === 'cut') watch.cut();
      if (fault.type === 'truncated') watch.truncate();
      if (fault.type === 'malformed') watch.garble();
    }
  }
}

function refusalOf(fault: Extract<Fault, { type: 'status' }>): StatusError {
  return fault.code === 429
    ? StatusError.tooManyRequests(fault.retryAfterSeconds ?? 1)
    : StatusError.ofCode(fault.code);
}
