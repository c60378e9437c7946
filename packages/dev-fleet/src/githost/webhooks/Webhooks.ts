import { createHmac, randomUUID } from 'node:crypto';
import { HostContext } from '../HostContext';
import { HostEvent } from '../HostEvents';
import { renderEvent } from './renderEvent';

/** Where events are sent. @public */
export interface Webhook {
  url: string;
  /** Signs what is sent. */
  secret: string;
  /** Default: all. */
  events?: HostEvent['type'][];
}

/** An attempt to send an event; there is only one, as on GitHub. @public */
export interface Delivery {
  id: string;
  url: string;
  event: HostEvent['type'];
  action: string | undefined;
  /** HTTP status; undefined where no answer came. */
  status: number | undefined;
  error: string | undefined;
}

const TIMEOUT_MS = 10_000;
const MOST_DELIVERIES = 1_000;

/**
 * Sends what happens on a host to others, one event after another, and keeps
 * a log of it.
 *
 * @public
 */
export class Webhooks {
  readonly #context: HostContext;
  readonly #hooks = new Set<Webhook>();
  readonly #deliveries: Delivery[] = [];
  readonly #stopping = new AbortController();
  #last: Promise<void> = Promise.resolve();

  private constructor(context: HostContext) {
    this.#context = context;
  }

  /** @internal */
  static create(context: HostContext): Webhooks {
    const webhooks = new Webhooks(context);
    context.events.subscribe(event => webhooks.#enqueue(event));
    return webhooks;
  }

  /** @returns a function that takes the webhook away */
  add(webhook: Webhook): () => void {
    this.#hooks.add(webhook);
    return () => this.#hooks.delete(webhook);
  }

  /** What was sent, oldest first. */
  get deliveries(): Delivery[] {
    return [...this.#deliveries];
  }

  /** Waits until all that happened so far is sent. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Breaks off what is being sent and sends no more. */
  stop(): void {
    this.#hooks.clear();
    this.#stopping.abort();
  }

  #enqueue(event: HostEvent): void {
    const hooks = [...this.#hooks].filter(
      ({ events }) => !events || events.includes(event.type),
    );
    if (hooks.length === 0) return;
    // Rendered now, or the payload would show what happened later.
    const payload = renderEvent(this.#context, event);
    payload.catch(() => {}); // reported where it is awaited
    this.#last = this.#last.then(async () => {
      for (const hook of hooks) await this.#deliver(hook, event, payload);
    });
  }

  async #deliver(
    hook: Webhook,
    event: HostEvent,
    payload: Promise<unknown>,
  ): Promise<void> {
    const delivery: Delivery = {
      id: randomUUID(),
      url: hook.url,
      event: event.type,
      action: 'action' in event ? event.action : undefined,
      status: undefined,
      error: undefined,
    };
    this.#deliveries.push(delivery);
    if (this.#deliveries.length > MOST_DELIVERIES) this.#deliveries.shift();
    try {
      const body = JSON.stringify(await payload);
      delivery.status = await this.#post(hook, delivery, body);
    } catch (error) {
      delivery.error = error instanceof Error ? error.message : String(error);
    }
  }

  async #post(
    hook: Webhook,
    { id, event }: Delivery,
    body: string,
  ): Promise<number> {
    const { signal } = this.#stopping;
    const response = await fetch(hook.url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/development',
        'x-github-delivery': id,
        'x-github-event': event,
        'x-hub-signature-256': signatureOf(body, hook.secret),
      },
    });
    await response.arrayBuffer();
    return response.status;
  }
}

/**
 * https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 *
 * @internal
 */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
