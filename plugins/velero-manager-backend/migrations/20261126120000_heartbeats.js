/*
 * Many facts tell again and again that somebody still looks after them, which
 * changes no verdict. Until when the last word counts stands beside the fact, so
 * that one who stays out is found without judging everybody who does not.
 */

// @ts-check

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('facts', table => {
    table
      .bigInteger('fresh_until')
      .nullable()
      .comment(
        'Until when it counts without a newer heartbeat, ms since 1970 by the clock of its cluster; null: none is awaited',
      );
  });
  // The schema builder makes no partial index on SQLite.
  await knex.raw(
    'create index facts_fresh_idx on facts (cluster, fresh_until) where fresh_until is not null',
  );
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.raw('drop index facts_fresh_idx');
  await knex.schema.alterTable('facts', table => {
    table.dropColumn('fresh_until');
  });
};
