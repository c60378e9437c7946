/**
 * Which replica says beside the pull requests of a config repository whether
 * the policies let them be merged: one at a time, so that none says it twice.
 */

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_turns', table => {
    table.comment('Whose turn it is to keep the statuses of a repository');
    table.text('repository').primary().comment('Name of the config repository');
    table.text('ticket').notNullable().comment('Names the turn; a random text');
    table
      .bigInteger('held_until')
      .notNullable()
      .comment('When it lapses unless it is held on to, ms since 1970');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('policy_turns');
};
