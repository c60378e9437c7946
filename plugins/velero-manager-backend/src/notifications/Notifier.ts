import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  decideNotice,
  type Notice,
  type NoticeTiming,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Clock } from '../kubernetes';
import type { Outbox, OutboxItem } from '../store';
import { type Delivery, toDeliveries } from './toDeliveries';

/** The name under which the outbox keeps transitions for notifications. @internal */
export const NOTIFICATIONS_CONSUMER = 'notifications';

/** When nobody was at work for so long, the portal was down and has to catch up. */
const ABSENT_AFTER_MS = 2 * 60_000;

/** A send that takes longer has failed. */
const SEND_TIMEOUT_MS = 10_000;

/** Much longer than a batch takes, even one whose sends hang. */
const CLAIM_MS = 5 * 60_000;

/** So many are sent at once: the backend resolves each to its people. */
const AT_A_TIME = 4;

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 60 * 60_000;

/** What telling people needs. @internal */
export interface NotifierOptions {
  outbox: Outbox;
  notifications: Pick<NotificationService, 'send'>;
  /** Entity ref of who is told of clusters; `null`: nobody. */
  clusters: string | null;
  timing: NoticeTiming;
  clock: Clock;
  logger: LoggerService;
}

/**
 * Tells owners what became of their services, and the configured group what
 * became of clusters, as transitions fill the outbox.
 *
 * @internal
 */
export class Notifier {
  readonly #options: NotifierOptions;

  private constructor(options: NotifierOptions) {
    this.#options = options;
  }

  static create(options: NotifierOptions): Notifier {
    return new Notifier(options);
  }

  /** Decides of up to `limit` items. @returns how many were due */
  async workOnce(limit: number): Promise<number> {
    const { outbox, timing, clusters } = this.#options;
    const { quietUntil } = await outbox.attend(NOTIFICATIONS_CONSUMER, {
      absentAfterMs: ABSENT_AFTER_MS,
      quietMs: timing.quietMs,
    });
    const items = await outbox.claim({
      consumer: NOTIFICATIONS_CONSUMER,
      limit,
      claimMs: CLAIM_MS,
    });
    const told: OutboxItem[] = [];
    for (const item of items) {
      if (await this.#isToBeTold(item, quietUntil)) {
        told.push(item);
      }
    }
    await this.#deliver(toDeliveries(told, clusters));
    return items.length;
  }

  async #isToBeTold(item: OutboxItem, quietUntil: Date): Promise<boolean> {
    const { outbox, timing } = this.#options;
    const { transition } = item;
    const decision = decideNotice(
      {
        ...item,
        state: transition.to,
        since: new Date(transition.at),
        quietUntil,
      },
      timing,
    );
    if (decision.action === 'wait') {
      await outbox.postpone(item, decision.until);
    } else if (decision.action === 'keep') {
      await outbox.settle(item, decision.told);
    }
    return decision.action === 'tell';
  }

  /** When a whole round fails, the rest is not even tried: it would take for ever. */
  async #deliver(deliveries: Delivery[]): Promise<void> {
    const { outbox, logger } = this.#options;
    const failed: Delivery[] = [];
    let reason: Error | null = null;
    for (let i = 0; i < deliveries.length; i += AT_A_TIME) {
      const round = deliveries.slice(i, i + AT_A_TIME);
      if (failed.length >= AT_A_TIME) {
        failed.push(...round);
        continue;
      }
      const errors = await Promise.all(round.map(one => this.#tell(one)));
      failed.push(...round.filter((_, k) => errors[k]));
      reason = errors.find(error => error) ?? reason;
    }
    for (const item of failed.flatMap(({ items }) => items)) {
      await outbox.retry(item, retryAt(item));
    }
    if (reason) {
      logger.warn(
        `Could not send ${failed.length} notification(s), trying again later`,
        reason,
      );
    }
  }

  /** @returns why people could not be told, or `null` */
  async #tell({ items, recipient, notice }: Delivery): Promise<Error | null> {
    try {
      if (recipient !== null) {
        await this.#send(recipient, notice);
      }
    } catch (error) {
      return toError(error);
    }
    for (const item of items) {
      await this.#options.outbox.settle(item, item.transition.to);
    }
    return null;
  }

  async #send(entityRef: string, notice: Notice): Promise<void> {
    const { notifications, clock } = this.#options;
    let forget = () => {};
    const late = new Promise<never>((_, reject) => {
      forget = clock.timeout(SEND_TIMEOUT_MS, () =>
        reject(new Error(`No answer within ${SEND_TIMEOUT_MS / 1000} s`)),
      );
    });
    try {
      const sending = notifications.send({
        recipients: { type: 'entity', entityRef },
        payload: { ...notice },
      });
      await Promise.race([sending, late]);
    } finally {
      forget();
    }
  }
}

function retryAt({ now, attempts }: OutboxItem): Date {
  const pauseMs = Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS);
  return new Date(now.getTime() + pauseMs);
}
