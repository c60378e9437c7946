import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  EXEMPTIONS_PATH,
  parseExemptions,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ChangeHost } from '../changes/host';
import type { ExemptionScope, ExemptionStore } from '../store';

/** A config repository whose exemptions are read. @internal */
export interface ExemptingRepository {
  name: string;
  scope: ExemptionScope;
}

/** What reading exemptions takes. @internal */
export interface ExemptionReaderOptions {
  repositories: readonly ExemptingRepository[];
  /** By name of the config repository. */
  hosts: ReadonlyMap<string, Pick<ChangeHost, 'readSnapshot'>>;
  store: ExemptionStore;
  logger: LoggerService;
}

/**
 * Keeps the exemptions of config repositories as their base branches say them.
 * A host that does not answer leaves what was read before; a file that is gone
 * or cannot be read grants nothing.
 *
 * @internal
 */
export class ExemptionReader {
  readonly #options: ExemptionReaderOptions;
  /** The text that was read last of each repository. */
  readonly #texts = new Map<string, string>();
  /** What was said last of each repository that could not be read. */
  readonly #told = new Map<string, string>();

  private constructor(options: ExemptionReaderOptions) {
    this.#options = options;
  }

  static create(options: ExemptionReaderOptions): ExemptionReader {
    return new ExemptionReader(options);
  }

  /** Reads all repositories, one after the other. */
  async readAll(signal: AbortSignal): Promise<void> {
    const { repositories, store } = this.#options;
    await store.keepExemptionsOf(repositories.map(({ name }) => name));
    for (const repository of repositories) {
      await this.#read(repository, signal);
    }
  }

  async #read(
    repository: ExemptingRepository,
    signal: AbortSignal,
  ): Promise<void> {
    const { hosts, store } = this.#options;
    const { name } = repository;
    const host = hosts.get(name);
    if (!host) {
      return;
    }
    const read = await unlessAborted(
      host.readSnapshot(
        { files: [EXEMPTIONS_PATH], directories: [] },
        { signal },
      ),
      signal,
    );
    if (!read.ok) {
      this.#tell(name, read.problem.message);
      return;
    }
    this.#told.delete(name);
    const text = read.value.files.get(EXEMPTIONS_PATH) ?? '';
    const { exemptions, problems } = parseExemptions(text);
    await store.putExemptions(repository, exemptions);
    if (this.#texts.get(name) !== text) {
      this.#texts.set(name, text);
      this.#report(name, problems);
    }
  }

  #report(
    name: string,
    problems: { line: number | null; message: string }[],
  ): void {
    for (const { line, message } of problems.slice(0, 10)) {
      this.#options.logger.warn(
        `'${EXEMPTIONS_PATH}', line ${
          line ?? 1
        }, of config repository '${name}' grants nothing: ${message}`,
      );
    }
  }

  /** Says once what is wrong with a host, not every five minutes. */
  #tell(name: string, message: string): void {
    if (this.#told.get(name) !== message) {
      this.#told.set(name, message);
      this.#options.logger.warn(
        `Exemptions of config repository '${name}' could not be read: ${message}`,
      );
    }
  }
}

/** Does not wait for a client that pauses between attempts: the portal stops. */
async function unlessAborted<T>(
  task: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  let giveUp = () => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([task, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
