import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { nowMillis } from './dialect';
import type { PolicyTurn, PolicyTurns } from './policyTurnTypes';
import type { DbPolicyTurnRow } from './changeTables';

/** Turns in the plugin's database, by its clock. @internal */
export class DatabasePolicyTurns implements PolicyTurns {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @param knex - a database whose tables are up to date */
  static create(knex: Knex): DatabasePolicyTurns {
    return new DatabasePolicyTurns(knex);
  }

  async take(
    repository: string,
    { holdMs }: { holdMs: number },
  ): Promise<PolicyTurn | null> {
    const ticket = randomUUID();
    const now = nowMillis(this.#knex);
    const heldUntil = this.#knex.raw('? + ?', [now, holdMs]);
    const taken = await this.#knex('policy_turns')
      .insert({ repository, ticket, held_until: heldUntil })
      .onConflict('repository')
      .merge(['ticket', 'held_until'])
      .where('policy_turns.held_until', '<=', now)
      .returning('ticket');
    return taken.length === 0
      ? null
      : {
          hold: async () =>
            (await this.#rowOf({ repository, ticket })
              .where('held_until', '>', now)
              .update({ held_until: heldUntil })) === 1,
          end: async () => {
            await this.#rowOf({ repository, ticket }).delete();
          },
        };
  }

  #rowOf(turn: Pick<DbPolicyTurnRow, 'repository' | 'ticket'>) {
    return this.#knex<DbPolicyTurnRow>('policy_turns').where(turn);
  }
}
