import {
  KubernetesRequestError,
  type KubernetesErrorCode,
} from '../KubernetesRequestError';
import type { ListStreaming } from '../ListStreaming';
import type { KindReader, ListPage, WatchEvent } from '../types';

/** One answer to a list call. */
export type ListStep = ListPage | Error;

/** One watch: events and faults in their order, then the server's end or silence. */
export interface WatchStep {
  events?: (WatchEvent | Error)[];
  /** How many of them come together; default 1. */
  batchSize?: number;
  /** `silence` stays open until the request is aborted. */
  then?: 'end' | 'silence';
}

/** An object with the given position. */
export function object(name: string, resourceVersion: string) {
  return { metadata: { namespace: 'velero', name, resourceVersion } };
}

/** An event about an object, or about nothing (a bookmark). */
export function event(
  type: WatchEvent['type'],
  name: string,
  resourceVersion: string,
): WatchEvent {
  return { type, object: object(name, resourceVersion) };
}

/** A page of a list. */
export function page(
  resourceVersion: string,
  names: string[] = [],
  next: string | null = null,
): ListPage {
  return {
    objects: names.map(name => object(name, resourceVersion)),
    resourceVersion,
    continue: next,
  };
}

/** A fault as the client would throw it. */
export function fault(
  code: KubernetesErrorCode,
  more: {
    retryAfterMs?: number;
    reason?: string;
    verb?: 'list' | 'watch';
  } = {},
): KubernetesRequestError {
  const { verb = 'watch', ...rest } = more;
  return new KubernetesRequestError({
    code,
    problem: `fault ${code}`,
    subject: { verb, resource: 'backups.velero.io' },
    ...rest,
  });
}

/**
 * Plays a script and keeps what it was asked. Beyond the script, lists are
 * refused and watches stay silent.
 */
export class ScriptedReader implements KindReader {
  readonly resource = 'backups.velero.io';
  readonly version = 'v1';
  readonly streaming?: ListStreaming;
  readonly calls: string[] = [];
  readonly #lists: ListStep[];
  readonly #watches: WatchStep[];

  constructor(script: {
    lists?: ListStep[];
    watches?: WatchStep[];
    streaming?: ListStreaming;
  }) {
    this.streaming = script.streaming;
    this.#lists = [...(script.lists ?? [])];
    this.#watches = [...(script.watches ?? [])];
  }

  async list(options: {
    limit: number;
    continue: string | null;
    signal: AbortSignal;
  }): Promise<ListPage> {
    this.calls.push(
      `list ${options.limit}${options.continue ? ` ${options.continue}` : ''}`,
    );
    options.signal.throwIfAborted();
    const step = this.#lists.shift() ?? fault('connect');
    if (step instanceof Error) {
      throw step;
    }
    return step;
  }

  async *watch(options: {
    resourceVersion: string | null;
    signal: AbortSignal;
  }): AsyncIterable<WatchEvent[]> {
    this.calls.push(`watch ${options.resourceVersion ?? 'all'}`);
    const { signal } = options;
    signal.throwIfAborted();
    const step = this.#watches.shift() ?? {};
    let batch: WatchEvent[] = [];
    for (const item of step.events ?? []) {
      const isFull = batch.length >= (step.batchSize ?? 1);
      if (batch.length > 0 && (isFull || item instanceof Error)) {
        yield batch;
        batch = [];
      }
      if (item instanceof Error) {
        throw item;
      }
      batch.push(item);
    }
    if (batch.length > 0) {
      yield batch;
    }
    if (step.then !== 'end') {
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), {
          once: true,
        });
      });
    }
  }
}
