import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  buildNotice,
  decideNotice,
  type NoticeTiming,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Clock } from '../kubernetes';
import type { Outbox, OutboxItem } from '../store';

/** The name under which the outbox keeps transitions for notifications. @internal */
export const NOTIFICATIONS_CONSUMER = 'notifications';

/** When nobody was at work for so long, the portal was down and has to catch up. */
const ABSENT_AFTER_MS = 2 * 60_000;

/** A send that takes longer has failed. */
const SEND_TIMEOUT_MS = 20_000;

/** Much longer than a batch takes whose sends all hang. */
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
    const { outbox, timing, logger } = this.#options;
    const { quietUntil } = await outbox.attend(NOTIFICATIONS_CONSUMER, {
      absentAfterMs: ABSENT_AFTER_MS,
      quietMs: timing.quietMs,
    });
    const items = await outbox.claim({
      consumer: NOTIFICATIONS_CONSUMER,
      limit,
      claimMs: CLAIM_MS,
    });
    const failures: Error[] = [];
    for (let i = 0; i < items.length; i += AT_A_TIME) {
      await Promise.all(
        items
          .slice(i, i + AT_A_TIME)
          .map(item =>
            this.#handle(item, quietUntil).catch(error =>
              failures.push(toError(error)),
            ),
          ),
      );
    }
    if (failures.length > 0) {
      logger.warn(
        `Could not send ${failures.length} notification(s), trying again later`,
        failures[0],
      );
    }
    return items.length;
  }

  async #handle(item: OutboxItem, quietUntil: Date): Promise<void> {
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
    switch (decision.action) {
      case 'wait':
        await outbox.postpone(item, decision.until);
        break;
      case 'keep':
        await outbox.settle(item, decision.told);
        break;
      default:
        await this.#tell(item);
    }
  }

  async #tell(item: OutboxItem): Promise<void> {
    const { outbox, clusters } = this.#options;
    const entityRef = item.type === 'cluster' ? clusters : item.owner;
    if (entityRef !== null) {
      try {
        await this.#send(item, entityRef);
      } catch (error) {
        await outbox.retry(item, retryAt(item));
        throw error;
      }
    }
    await outbox.settle(item, item.transition.to);
  }

  async #send(item: OutboxItem, entityRef: string): Promise<void> {
    const { notifications, clock } = this.#options;
    const { transition } = item;
    let forget = () => {};
    const late = new Promise<never>((_, reject) => {
      forget = clock.timeout(SEND_TIMEOUT_MS, () =>
        reject(new Error(`No answer within ${SEND_TIMEOUT_MS / 1000} s`)),
      );
    });
    try {
      await Promise.race([
        notifications.send({
          recipients: { type: 'entity', entityRef },
          payload: {
            ...buildNotice({
              ...item,
              state: transition.to,
              message: transition.message,
            }),
          },
        }),
        late,
      ]);
    } finally {
      forget();
    }
  }
}

function retryAt({ now, attempts }: OutboxItem): Date {
  const pauseMs = Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS);
  return new Date(now.getTime() + pauseMs);
}
