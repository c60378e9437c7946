/**
 * What the kinds of further engines need: facts that are found by what they
 * belong to, clocks and versions of clusters, and exemptions.
 */

/** @param {import('knex').Knex} knex */
async function addBelonging(knex) {
  await knex.schema.alterTable('facts', table => {
    table
      .text('belongs_to')
      .nullable()
      .comment(
        'Namespace, volume or backup store it belongs to; empty: the cluster',
      );
    table
      .text('series')
      .nullable()
      .comment('What a fact that is history is one of; null: no history');
    table
      .boolean('good')
      .nullable()
      .comment('Whether a fact that is history is a good one');
  });
  // Kind first: backup stores are looked up in all clusters. The newest of a
  // series come without sorting, in both databases.
  await knex.raw(
    'create index facts_belonging_idx on facts (kind, belongs_to, cluster, series, occurred_at desc, name desc, good) where belongs_to is not null',
  );
}

/** @param {import('knex').Knex} knex */
async function addClockAndVersions(knex) {
  await knex.schema.alterTable('contacts', table => {
    table
      .integer('clock_skew_ms')
      .nullable()
      .comment('How far its clock is ahead of ours; null: not measured');
    table
      .text('kubernetes_versions')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: every Kubernetes version that it was seen to run');
  });
}

/** @param {import('knex').Knex} knex */
async function createExemptions(knex) {
  await knex.schema.createTable('exemptions', table => {
    table.comment('What config repositories say needs no backup');
    table.text('repository').notNullable().comment('Config repository');
    table.integer('ordinal').notNullable().comment('Place in its file');
    table.text('namespace').notNullable().comment('Exempt namespace');
    table
      .text('scope')
      .notNullable()
      .comment('JSON: the environments and clusters that the repository is of');
    table.text('data').notNullable().comment('JSON: the exemption');
    table.primary(['repository', 'ordinal']);
    table.index(['namespace'], 'exemptions_namespace_idx');
  });
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await addBelonging(knex);
  await addClockAndVersions(knex);
  await createExemptions(knex);
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('exemptions');
  await knex.raw('drop index facts_belonging_idx');
  for (const [table, columns] of [
    ['facts', ['belongs_to', 'series', 'good']],
    ['contacts', ['clock_skew_ms', 'kubernetes_versions']],
  ]) {
    for (const column of columns) {
      // As SQL: the schema builder would rebuild the table on SQLite.
      await knex.raw('alter table ?? drop column ??', [table, column]);
    }
  }
};
