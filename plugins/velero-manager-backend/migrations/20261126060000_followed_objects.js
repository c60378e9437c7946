/**
 * What a change writes beside schedules, so that its journey is followed to
 * these objects too.
 */

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('changes', table => {
    table
      .text('objects')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: what else the clusters shall hold, or no longer');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('changes', table => {
    table.dropColumn('objects');
  });
};
