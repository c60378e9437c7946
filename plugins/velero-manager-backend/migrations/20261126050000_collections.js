/**
 * How the collectors of clusters do, told by the replicas that follow them:
 * what the report of a cluster says of it is served by every replica.
 */

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('collections', table => {
    table.comment('How the collector of each cluster does, one row a cluster');
    table.text('cluster').primary().comment('Name of the cluster');
    table
      .bigInteger('told_at')
      .notNullable()
      .comment('When the replica that follows it told, ms since 1970');
    table.text('status').notNullable().comment('JSON: how the collector does');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('collections');
};
