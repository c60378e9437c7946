import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** A call that the Git host was asked for, in its own words. */
export interface HostCall {
  kind: string;
  operation: string;
  status: number;
}

/** What a repository of the Git host holds. */
export interface HostRepository {
  branches: { name: string; sha: string }[];
  pulls: { number: number; title: string; state: string; branch: string }[];
}

/** Trouble of the Git host, as its control API takes it. */
export interface HostFault {
  operation?: string;
  afterCalls?: number;
  status: number;
  times?: number;
  retryAfterSeconds?: number;
  carriedOut?: boolean;
}

const directory = () => process.env.VELERO_MANAGER_FLEET_DIR ?? '.dev-fleet';

/** Controls the simulated fleet that the portal under test follows. */
export class Fleet {
  readonly #url: string;

  private constructor(url: string) {
    this.#url = url;
  }

  /** Finds the running fleet through the file that it wrote. */
  static find(): Fleet {
    const file = path.join(directory(), 'fleet.json');
    return new Fleet(JSON.parse(readFileSync(file, 'utf8')).controlUrl);
  }

  /** Takes a bucket away, or gives it back with `null`. */
  async setBucket(name: string, unavailable: string | null): Promise<void> {
    await this.#send('POST', `/buckets/${name}`, { unavailable });
  }

  /** Runs a schedule's backup now, as `velero backup create` does. */
  async runSchedule(cluster: string, schedule: string): Promise<void> {
    await this.#send('POST', `/clusters/${cluster}/schedules/${schedule}/run`);
  }

  /** Lets an API server misbehave. */
  async setFaults(cluster: string, faults: object[]): Promise<void> {
    await this.#send('POST', `/clusters/${cluster}/faults`, faults);
  }

  async clearFaults(cluster: string): Promise<void> {
    await this.#send('DELETE', `/clusters/${cluster}/faults`);
  }

  /** Adds a cluster that is empty, or has data of some engines. @returns its name */
  async addCluster(
    environment: string,
    engines: ('cloudnative-pg' | 'longhorn')[] = [],
  ): Promise<string> {
    return (await this.#send('POST', '/clusters', { environment, engines }))
      .name;
  }

  /**
   * Adds a service that nobody backs up.
   *
   * @param cluster - default: `prod-cluster-01`
   * @returns where the catalog is to read it
   */
  async addService(
    name: string,
    owner: string,
    cluster?: string,
  ): Promise<string> {
    return (await this.#send('POST', '/services', { name, owner, cluster }))
      .location;
  }

  /** What the Git host was asked, and whether it could answer. */
  async gitHost(): Promise<{
    calls: HostCall[];
    unsupportedCalls: string[];
    failures: string[];
  }> {
    return this.#send('GET', '/git-host');
  }

  /** What the config repository holds. */
  async configRepository(): Promise<HostRepository> {
    const { pathname } = new URL(this.#portalConfig().url);
    return this.#send('GET', `/git-host/repositories${pathname}`);
  }

  /** How manifests call the config repository. */
  configUrl(): string {
    return this.#portalConfig().url;
  }

  /** Where stock `git` finds the config repository, with the portal's log-in. */
  cloneUrl(): string {
    const { url, token } = this.#portalConfig();
    return url.replace('://', `://portal:${token}@`);
  }

  /**
   * Opens a pull request for a branch of the config repository, as somebody
   * does who uses no portal.
   *
   * @returns its page
   */
  async openPull(branch: string, title: string): Promise<string> {
    const { apiBaseUrl, token, url } = this.#portalConfig();
    const { pathname } = new URL(url);
    const answer = await fetch(`${apiBaseUrl}/repos${pathname}/pulls`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ head: branch, base: 'main', title }),
    });
    const pull = await answer.json();
    if (!answer.ok) throw new Error(`no pull request: ${pull.message}`);
    return pull.html_url;
  }

  async setHostFaults(...faults: HostFault[]): Promise<void> {
    await this.#send('POST', '/git-host/faults', faults);
  }

  async clearHostFaults(): Promise<void> {
    await this.#send('DELETE', '/git-host/faults');
  }

  async forgetHostCalls(): Promise<void> {
    await this.#send('DELETE', '/git-host/calls');
  }

  #portalConfig(): { url: string; apiBaseUrl: string; token: string } {
    const file = path.join(directory(), 'app-config.fleet.yaml');
    const { integrations, veleroManager } = parse(readFileSync(file, 'utf8'));
    const { apiBaseUrl, token } = integrations.github[0];
    return { url: veleroManager.configRepositories[0].url, apiBaseUrl, token };
  }

  async #send(method: string, at: string, body?: unknown) {
    const response = await fetch(`${this.#url}${at}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${at}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
}
