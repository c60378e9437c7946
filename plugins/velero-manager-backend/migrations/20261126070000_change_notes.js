/**
 * What became of a change at the Git host beyond its pull request: whether that
 * merges itself, and what did not succeed.
 */

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('changes', table => {
    table
      .boolean('merges_itself')
      .notNullable()
      .defaultTo(false)
      .comment('Whether the Git host merges it once its checks are green');
    table
      .text('notes')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: what did not succeed when it was proposed last');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('changes', table => {
    table.dropColumn('merges_itself');
    table.dropColumn('notes');
  });
};
