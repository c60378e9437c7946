import type { JsonObject } from '@backstage/types';
import type {
  ChangeRequest,
  ChangeResult,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Knex } from 'knex';
import { join } from 'node:path';
import { forkTypeScript } from './ReplicaProcess';

/** What a portal is told at its start. */
export interface PortalSettings {
  database: Knex.Config;
  /** Its app-config. */
  config: JsonObject;
  /** Who asks; has every right. */
  user: string;
}

/** What a portal tells its parent. */
export type PortalAnswer =
  | { type: 'ready' }
  | { type: 'proposed'; value: ChangeResult }
  | { type: 'failed'; error: string };

const SAID = ['ready', 'proposed', 'failed'];

/** A portal that proposes changes, in a process of its own. */
export class PortalProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #ready: Promise<PortalAnswer>;
  #complaints = '';

  private constructor(settings: PortalSettings) {
    this.#child = forkTypeScript(join(__dirname, 'runPortal.ts'));
    this.#exited = once(this.#child, 'exit');
    this.#child.stderr?.on('data', chunk => {
      this.#complaints += chunk;
    });
    this.#child.send(settings);
    this.#ready = this.#answer();
    this.#ready.catch(() => {});
  }

  static start(settings: PortalSettings): PortalProcess {
    return new PortalProcess(settings);
  }

  /** @returns `null` where it died over it @throws Error where it refused */
  async propose(request: ChangeRequest): Promise<ChangeResult | null> {
    const died = this.#exited.then(() => null);
    if (!(await Promise.race([this.#ready, died]))) {
      throw new Error(`The portal died at its start. ${this.#complaints}`);
    }
    const answered = this.#answer();
    this.#child.send(request);
    const answer = await Promise.race([answered, died]);
    return answer?.type === 'proposed' ? answer.value : null;
  }

  /** Lets it end nothing that it began. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  /** The next that it says. */
  #answer(): Promise<PortalAnswer> {
    return new Promise((resolve, reject) => {
      const listen = (answer: PortalAnswer) => {
        // The transform tells over the same channel which files it has read.
        if (!SAID.includes(answer.type)) {
          return;
        }
        this.#child.off('message', listen);
        if (answer.type === 'failed') {
          reject(new Error(answer.error));
        } else {
          resolve(answer);
        }
      };
      this.#child.on('message', listen);
    });
  }
}
