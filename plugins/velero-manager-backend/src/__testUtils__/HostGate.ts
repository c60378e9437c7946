import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** When the one who calls is stopped: before its call has any effect, or when all is done and nothing answered. */
export type GateMoment = 'on its way' | 'before its answer';

interface Trap {
  callsBefore: number;
  moment: GateMoment;
  spring: () => Promise<void>;
}

/** What is said of a connection, not of what goes over it. */
const HOP =
  /^(connection|content-encoding|content-length|host|keep-alive|transfer-encoding)$/;

/** Stands before a Git host: counts the calls that come, and stops whoever makes a certain one. */
export class HostGate {
  readonly #server: Server;
  readonly #target: string;
  #trap: Trap | null = null;
  #calls = 0;

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer(async (request, response) => {
      response.on('error', () => {});
      const body = await buffer(request);
      this.#calls += 1;
      const trap =
        this.#trap && this.#calls > this.#trap.callsBefore ? this.#trap : null;
      this.#trap = trap ? null : this.#trap;
      if (trap?.moment === 'on its way') {
        await trap.spring();
        return;
      }
      const { method = 'GET', url = '/' } = request;
      const answer = await fetch(`${this.#target}${url}`, {
        method,
        headers: headersOf(request.headers),
        ...(method === 'GET' ? {} : { body }),
      });
      const text = Buffer.from(await answer.arrayBuffer());
      if (trap) {
        await trap.spring();
        return;
      }
      const headers = [...answer.headers].filter(([name]) => !HOP.test(name));
      response.writeHead(answer.status, Object.fromEntries(headers)).end(text);
    });
  }

  static async open(target: string): Promise<HostGate> {
    const gate = new HostGate(target);
    await new Promise<void>(resolve => {
      gate.#server.listen(0, '127.0.0.1', resolve);
    });
    return gate;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** The calls since it was asked last. */
  takeCount(): number {
    const count = this.#calls;
    this.#calls = 0;
    return count;
  }

  /** Springs once, at the so-manieth call from now on (from 1). */
  arm(call: number, moment: GateMoment, spring: () => Promise<void>): void {
    this.#calls = 0;
    this.#trap = { callsBefore: call - 1, moment, spring };
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}

function headersOf(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || HOP.test(name) ? [] : [[name, String(value)]],
    ),
  );
}
