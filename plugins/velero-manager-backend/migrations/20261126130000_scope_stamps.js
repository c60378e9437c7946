/*
 * Judging a cluster of fifty schedules reads fifteen hundred runs, most of which
 * are those of the last time. The row of each schedule's namespace lists, which is
 * read anyway, says whether anything behind it changed meanwhile.
 */

// @ts-check

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('fact_scopes', table => {
    table
      .text('stamp')
      .notNullable()
      .defaultTo('')
      .comment(
        'Another whenever a fact with these lists came, changed or went',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('fact_scopes', table => {
    table.dropColumn('stamp');
  });
};
