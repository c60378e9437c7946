/**
 * Where each watch stands with what is stored, so that a process that takes a
 * cluster up goes on from there instead of listing everything again.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('positions', table => {
    table.comment('Where watches stand with what is stored');
    table.text('cluster').notNullable().comment('Cluster name');
    table.text('kind').notNullable().comment('Kind of the facts');
    table
      .text('namespace')
      .notNullable()
      .comment('The one namespace that is watched; empty: all of them');
    table
      .text('resource_version')
      .notNullable()
      .comment('Position of the watch, as the API server gave it');
    table
      .text('basis')
      .notNullable()
      .comment('What the position counts for; another means a list');
    table.primary(['cluster', 'kind', 'namespace']);
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('positions');
};
