/*
 * A change of schedules in one cluster has a row of that cluster too, as each of
 * several has: it says there what the change waits for. Changes that were
 * proposed before get theirs here.
 */

// @ts-check

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.raw(`
    insert into change_clusters (
      change_id, cluster, ordinal, identity, schedules, objects,
      applied_at, accepted_at, first_run_good_at, lag
    )
    select
      id, cluster, 0, identity, schedules, objects,
      applied_at, accepted_at, first_run_good_at, null
    from changes
    where cluster <> ''
      and schedules <> '[]'
      and not exists (
        select 1 from change_clusters where change_id = changes.id
      )
  `);
};

/**
 * The moments stand in `changes` too, so nothing is lost but why it has come no
 * further. One of several clusters that is the only one written to keeps its row
 * unless it is the change's own.
 *
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.raw(`
    delete from change_clusters
    where exists (
        select 1 from changes
        where changes.id = change_clusters.change_id
          and changes.cluster = change_clusters.cluster
      )
      and not exists (
        select 1 from change_clusters as other
        where other.change_id = change_clusters.change_id
          and other.cluster <> change_clusters.cluster
      )
  `);
};
