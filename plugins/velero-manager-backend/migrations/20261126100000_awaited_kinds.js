/*
 * Kinds that a cluster serves and that nobody has read there yet: until the last
 * one is read, what happens in the cluster need not be judged at once.
 */

// @ts-check

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('kind_status', table => {
    table
      .boolean('awaited')
      .notNullable()
      .defaultTo(false)
      .comment('Whether it is about to be read for the first time');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('kind_status', table => {
    table.dropColumn('awaited');
  });
};
