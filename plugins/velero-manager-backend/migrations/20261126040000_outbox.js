/**
 * The outbox: who is yet to be told of which transitions. There is no mark of
 * how far a consumer has read `transitions`, because their ids may become
 * visible in another order than they grow; there is a row for each aspect of
 * each subject instead, written with the transition.
 *
 * Moments are whole milliseconds since 1970 (UTC) in big integers, as in the
 * store's other tables.
 */

/** @param {import('knex').Knex} knex */
async function createConsumers(knex) {
  await knex.schema.createTable('outbox_consumers', table => {
    table.comment('Who wants to be told of transitions');
    table.text('name').primary().comment('Name of the consumer');
    table
      .bigInteger('seen_at')
      .notNullable()
      .comment('When it was last at work on any replica, ms since 1970');
    table
      .bigInteger('quiet_until')
      .notNullable()
      .comment('Until when it is to keep quiet, ms since 1970');
  });
}

/** @param {import('knex').Knex} knex */
async function createOutbox(knex) {
  await knex.schema.createTable('outbox', table => {
    table.comment('What each consumer was told of each aspect of a subject');
    table.text('subject_id').notNullable().comment('Id in subjects');
    table.text('aspect').notNullable().comment('protection, sync or contact');
    table.text('consumer').notNullable().comment('Name of the consumer');
    table
      .text('told_state')
      .nullable()
      .comment('State that counts as known; null: a new subject');
    table
      .bigInteger('transition_id')
      .notNullable()
      .comment('The newest transition of the aspect');
    table
      .bigInteger('pending_since')
      .nullable()
      .comment('First change that nothing was made of, ms since 1970');
    table
      .bigInteger('due_at')
      .nullable()
      .comment('When to decide what is told, ms since 1970; null: all is told');
    table
      .integer('attempts')
      .notNullable()
      .comment('How often telling has failed since it last succeeded');
    table.text('ticket').nullable().comment('Ticket of the claim, if claimed');
    table
      .bigInteger('claimed_until')
      .nullable()
      .comment('When the claim lapses, ms since 1970; null: not claimed');
    table.primary(['subject_id', 'aspect', 'consumer']);
    table.index(['consumer', 'due_at'], 'outbox_due_idx', {
      predicate: knex.whereNotNull('due_at'),
    });
  });
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await createConsumers(knex);
  await createOutbox(knex);
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('outbox');
  await knex.schema.dropTable('outbox_consumers');
};
