import type { Knex } from 'knex';
import {
  attendOutbox,
  dismissFromOutbox,
} from './operations/outbox/attendOutbox';
import { claimOutbox } from './operations/outbox/claimOutbox';
import { endOutboxClaim } from './operations/outbox/endOutboxClaim';
import type { Outbox, OutboxItem } from './outboxTypes';
import { transact } from './transact';

/** The outbox in the plugin's database, beside the transitions. @internal */
export class DatabaseOutbox implements Outbox {
  readonly #knex: Knex;
  readonly #silentAfterMs: number;

  private constructor(options: { knex: Knex; silentAfterMs: number }) {
    this.#knex = options.knex;
    this.#silentAfterMs = options.silentAfterMs;
  }

  /** @param options.knex - a database whose tables are up to date */
  static create(options: { knex: Knex; silentAfterMs: number }) {
    return new DatabaseOutbox(options);
  }

  attend(
    consumer: string,
    options: { absentAfterMs: number; quietMs: number },
  ): Promise<{ quietUntil: Date }> {
    return attendOutbox({ knex: this.#knex, consumer, ...options });
  }

  dismiss(consumer: string): Promise<void> {
    return transact(this.#knex, knex => dismissFromOutbox({ knex, consumer }));
  }

  claim(options: {
    consumer: string;
    limit: number;
    claimMs: number;
  }): Promise<OutboxItem[]> {
    const silentAfterMs = this.#silentAfterMs;
    return claimOutbox({ knex: this.#knex, silentAfterMs, ...options });
  }

  settle(item: OutboxItem, told: string | null): Promise<void> {
    const result = { end: 'settled' as const, told };
    return endOutboxClaim({ knex: this.#knex, item, result });
  }

  postpone(item: OutboxItem, until: Date): Promise<void> {
    const result = { end: 'postponed' as const, until };
    return endOutboxClaim({ knex: this.#knex, item, result });
  }

  retry(item: OutboxItem, until: Date): Promise<void> {
    const result = { end: 'failed' as const, until };
    return endOutboxClaim({ knex: this.#knex, item, result });
  }
}
