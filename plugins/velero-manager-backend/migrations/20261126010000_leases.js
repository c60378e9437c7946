/**
 * Several replicas: who is alive, which clusters each knows, and who follows
 * which cluster.
 *
 * A lease has no moment of its own: it holds as long as its holder lives, so
 * that one row a replica is renewed however many clusters it follows, and no
 * renewal waits for a write that holds on to a lease.
 */

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('replicas', table => {
    table.comment('The replicas of the backend that live');
    table.text('id').primary().comment('Name of one life of a replica');
    table
      .bigInteger('expires_at')
      .notNullable()
      .comment('When it counts as dead unless it is renewed, ms since 1970');
  });
  await knex.schema.createTable('replica_clusters', table => {
    table.comment('The clusters that each replica knows by its configuration');
    table.text('replica').notNullable().comment('Id in replicas');
    table.text('cluster').notNullable().comment('Name of the cluster');
    table
      .boolean('followable')
      .notNullable()
      .comment('Whether the replica can watch the cluster at all');
    table.primary(['replica', 'cluster']);
    table.index(['cluster'], 'replica_clusters_cluster_idx');
  });
  await knex.schema.createTable('leases', table => {
    table.comment('Which replica follows which cluster');
    table.text('cluster').primary().comment('Name of the cluster');
    table.text('holder').nullable().comment('Id in replicas; null: free');
    table
      .bigInteger('fencing')
      .notNullable()
      .comment(
        'Grows with every holder; a write under an older one is refused',
      );
    table.index(['holder'], 'leases_holder_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  for (const table of ['leases', 'replica_clusters', 'replicas']) {
    await knex.schema.dropTable(table);
  }
};
