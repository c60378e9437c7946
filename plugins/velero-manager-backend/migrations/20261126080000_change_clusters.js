/**
 * Changes in several clusters: what each of these shall hold, and how far the
 * change has come there. A change in one cluster has no row here.
 *
 * Moments are whole milliseconds since 1970 (UTC) in big integers, as in the
 * store's other tables.
 */

/** What each moment of a change in a cluster is. */
const MOMENTS = {
  applied_at: 'When the cluster was first seen to hold it',
  accepted_at: 'When the controller in the cluster had accepted it',
  first_run_good_at: 'When its first backup after the merge was complete',
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('change_clusters', table => {
    table.comment('Clusters of changes in several, and how far each has come');
    table.text('change_id').notNullable().comment('Id in changes');
    table.text('cluster').notNullable().comment('Name of the cluster');
    table
      .integer('ordinal')
      .notNullable()
      .comment('Its place among the clusters of the change');
    table
      .text('identity')
      .notNullable()
      .comment('What marks the objects of the change in this cluster');
    table
      .text('schedules')
      .notNullable()
      .comment('JSON: the schedules that the cluster shall hold');
    table
      .text('objects')
      .notNullable()
      .comment('JSON: what else it shall hold, or no longer');
    for (const [column, what] of Object.entries(MOMENTS)) {
      table.bigInteger(column).nullable().comment(`${what}, ms since 1970`);
    }
    table
      .text('lag')
      .nullable()
      .comment('JSON: why it has come no further; null: it is not looked at');
    table.primary(['change_id', 'cluster']);
    table.index(['cluster'], 'change_clusters_cluster_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('change_clusters');
};
