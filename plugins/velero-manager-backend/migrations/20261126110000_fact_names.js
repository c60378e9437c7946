/*
 * Most facts are of the past, and nobody looks for those by name in all
 * clusters; nor is history walked by time alone. What their indexes cost was paid by
 * each first reading: names and moments of a cluster lie all over such an index, so
 * that each row wrote pages of its own.
 */

// @ts-check

const HISTORY = ['runs', 'restores'];

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.raw('drop index facts_kind_name_idx');
  // The schema builder makes no partial index on SQLite.
  await knex.raw(
    'create index facts_name_idx on facts (kind, name, cluster) where outcome is null',
  );
  for (const table of HISTORY) {
    await knex.raw('drop index ??', [`${table}_time_idx`]);
  }
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  for (const table of HISTORY) {
    await knex.raw(
      'create index ?? on ?? (occurred_at desc, cluster desc, uid desc)',
      [`${table}_time_idx`, table],
    );
  }
  await knex.raw('drop index facts_name_idx');
  await knex.schema.alterTable('facts', table => {
    table.index(['kind', 'name', 'cluster'], 'facts_kind_name_idx');
  });
};
