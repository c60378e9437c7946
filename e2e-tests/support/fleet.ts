import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Controls the simulated fleet that the portal under test follows. */
export class Fleet {
  readonly #url: string;

  private constructor(url: string) {
    this.#url = url;
  }

  /** Finds the running fleet through the file that it wrote. */
  static find(): Fleet {
    const directory = process.env.VELERO_MANAGER_FLEET_DIR ?? '.dev-fleet';
    const file = path.join(directory, 'fleet.json');
    return new Fleet(JSON.parse(readFileSync(file, 'utf8')).controlUrl);
  }

  /** Takes a bucket away, or gives it back with `null`. */
  async setBucket(name: string, unavailable: string | null): Promise<void> {
    await this.#send('POST', `/buckets/${name}`, { unavailable });
  }

  /** Runs a schedule's backup now. */
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

  /** What the Git host was asked, and whether it could answer. */
  async gitHost(): Promise<{
    calls: unknown[];
    unsupportedCalls: string[];
    failures: string[];
  }> {
    return (await fetch(`${this.#url}/git-host`)).json();
  }

  async #send(method: string, at: string, body?: unknown): Promise<void> {
    const response = await fetch(`${this.#url}${at}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
    if (!response.ok) {
      throw new Error(`${method} ${at}: ${await response.text()}`);
    }
  }
}
