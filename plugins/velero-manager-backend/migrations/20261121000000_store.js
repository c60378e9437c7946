/**
 * The store: facts of clusters, claims of entities, the due list and verdicts.
 *
 * Moments are whole milliseconds since 1970 (UTC) in big integers, because
 * SQLite and PostgreSQL then compare, order and index them alike.
 *
 * There are no foreign keys: rows of a cluster or entity that left are deleted
 * by the store itself, and a check per inserted fact would slow the first
 * reading of a large fleet.
 */

/** @param {import('knex').Knex} knex */
async function createClusterTables(knex) {
  await knex.schema.createTable('clusters', table => {
    table.comment('Clusters that the configuration or the catalog names');
    table.text('name').primary().comment('Name; a cluster is its name');
    table.text('title').notNullable().comment('Name for people');
    table.text('environment').nullable().comment('Environment, if any');
    table.text('defined_at').notNullable().comment('Where it was defined');
    table
      .text('url')
      .nullable()
      .comment('Base URL of its API server, if known');
    table.text('unwatchable').nullable().comment('Why it cannot be watched');
    table
      .text('argocd')
      .notNullable()
      .comment('JSON: names and servers by which Argo CD knows it');
  });
  await knex.schema.createTable('cluster_destinations', table => {
    table.comment('Every way in which a sync object may name a cluster');
    table
      .text('destination')
      .notNullable()
      .comment('name:<name> or server:<url>, as in fact_targets');
    table.text('cluster').notNullable().comment('The cluster that is meant');
    table.primary(['destination', 'cluster']);
    table.index(['cluster'], 'cluster_destinations_cluster_idx');
  });
  await knex.schema.createTable('contacts', table => {
    table.comment('Contact with each cluster, one row a cluster');
    table.text('cluster').primary().comment('Name of the cluster');
    table
      .bigInteger('last_contact_at')
      .nullable()
      .comment('When the cluster last proved that we see it, ms since 1970');
    table.text('failure').nullable().comment('Why contact fails at present');
    table
      .bigInteger('failing_since')
      .nullable()
      .comment('Since when contact has failed, ms since 1970');
  });
  await knex.schema.createTable('kind_status', table => {
    table.comment('How far each kind of each cluster has been read');
    table.text('cluster').notNullable().comment('Name of the cluster');
    table.text('kind').notNullable().comment('Kind of fact');
    table
      .text('state')
      .notNullable()
      .comment('pending, synced, absent, forbidden or failed');
    table.text('message').nullable().comment('One sentence, or null');
    table
      .bigInteger('synced_at')
      .nullable()
      .comment('When the kind was last known complete, ms since 1970');
    table
      .integer('malformed')
      .notNullable()
      .comment('Objects left out because they could not be understood');
    table
      .integer('objects')
      .notNullable()
      .comment('Number of rows in facts, so that no list has to count');
    table.primary(['cluster', 'kind']);
  });
}

/** @param {import('knex').Knex} knex */
async function createFactTables(knex) {
  await knex.schema.createTable('facts', table => {
    table.comment('What is known of the objects of clusters');
    table.text('cluster').notNullable().comment('Name of the cluster');
    table.text('kind').notNullable().comment('Kind of fact');
    table
      .text('namespace')
      .notNullable()
      .comment('Namespace of the object, empty when it has none');
    table.text('name').notNullable().comment('Name of the object');
    table.text('uid').notNullable().comment('UID of the object');
    table
      .text('resource_version')
      .notNullable()
      .comment('Version of the object when the row was written');
    table
      .text('hash')
      .notNullable()
      .comment('Digest of all that is stored; equal means nothing to write');
    table
      .text('owner')
      .nullable()
      .comment('Schedule of a backup, empty for a manual one, or its own name');
    table
      .text('scope')
      .nullable()
      .comment('Digest of the namespace lists, as in fact_scopes');
    table
      .text('outcome')
      .nullable()
      .comment('What became of it, for kinds that are history');
    table
      .bigInteger('occurred_at')
      .nullable()
      .comment('When it happened, for kinds that are history, ms since 1970');
    table.text('data').notNullable().comment('JSON: the fact');
    table.primary(['cluster', 'kind', 'namespace', 'name']);
    table.index(['kind', 'name', 'cluster'], 'facts_kind_name_idx');
  });
  // In the order in which the newest runs of each schedule are asked for, so
  // that neither database has to sort; the schema builder knows no `desc`.
  await knex.raw(
    'create index facts_runs_idx on facts (cluster, kind, namespace, owner, scope, occurred_at desc, name desc, outcome)',
  );
  await knex.schema.createTable('fact_scopes', table => {
    table.comment('The namespace lists that schedules and their backups have');
    table.text('cluster').notNullable().comment('Cluster of the facts');
    table.text('kind').notNullable().comment('Kind of the facts');
    table.text('namespace').notNullable().comment('Their namespace');
    table.text('owner').notNullable().comment('Their owner, as in facts');
    table.text('scope').notNullable().comment('Digest of the lists');
    table.text('included').notNullable().comment('JSON: what is taken');
    table.text('excluded').notNullable().comment('JSON: what is left out');
    table.primary(['cluster', 'kind', 'namespace', 'owner', 'scope']);
  });
  await knex.schema.createTable('fact_targets', table => {
    table.comment('Namespaces to which a sync object applies');
    table.text('cluster').notNullable().comment('Cluster of the sync object');
    table.text('kind').notNullable().comment('Kind of the sync object');
    table.text('namespace').notNullable().comment('Its namespace');
    table.text('name').notNullable().comment('Its name');
    table
      .text('destination')
      .notNullable()
      .comment('self, name:<name> or server:<url>');
    table
      .text('target_namespace')
      .notNullable()
      .comment('Namespace in the destination');
    table.primary([
      'cluster',
      'kind',
      'namespace',
      'name',
      'destination',
      'target_namespace',
    ]);
    table.index(
      ['destination', 'target_namespace', 'cluster'],
      'fact_targets_destination_idx',
    );
  });
  await knex.schema.createTable('fact_labels', table => {
    table.comment('Labels of sync objects, for entities that select by label');
    table.text('cluster').notNullable().comment('Cluster of the sync object');
    table.text('kind').notNullable().comment('Kind of the sync object');
    table.text('namespace').notNullable().comment('Its namespace');
    table.text('name').notNullable().comment('Its name');
    table.text('label').notNullable().comment('Key of the label');
    table.text('value').notNullable().comment('Value of the label');
    table.primary(['cluster', 'kind', 'namespace', 'name', 'label']);
    table.index(['kind', 'label', 'value'], 'fact_labels_label_idx');
  });
}

/** @param {import('knex').Knex} knex */
async function createEntityTables(knex) {
  await knex.schema.createTable('entities', table => {
    table.comment('Catalog entities that claim namespaces');
    table.text('entity_ref').primary().comment('Full entity ref');
    table.text('title').notNullable().comment('Name for people');
    table.text('owner').nullable().comment('Entity ref of the owner');
    table.text('claims').notNullable().comment('JSON: what the entity says');
  });
  await knex.schema.createTable('entity_claims', table => {
    table.comment('The namespaces that entities claim');
    table.text('entity_ref').notNullable().comment('Full entity ref');
    table
      .text('cluster')
      .notNullable()
      .comment('Claimed cluster; empty: every cluster with such a namespace');
    table.text('namespace').notNullable().comment('Claimed namespace');
    table.primary(['entity_ref', 'cluster', 'namespace']);
    table.index(['cluster', 'namespace'], 'entity_claims_cluster_idx');
    table.index(['namespace', 'cluster'], 'entity_claims_namespace_idx');
  });
  await knex.schema.createTable('entity_sync_references', table => {
    table.comment('The sync objects that entities name by annotation');
    table.text('entity_ref').notNullable().comment('Full entity ref');
    table.integer('ordinal').notNullable().comment('Place in the annotations');
    table.text('kind').notNullable().comment('Kind of the sync object');
    table
      .text('name')
      .notNullable()
      .comment('Its name; empty when only a selector is given');
    table
      .text('selector')
      .nullable()
      .comment('Label selector in the string form of Kubernetes');
    table.primary(['entity_ref', 'ordinal']);
    table.index(['kind', 'name'], 'entity_sync_references_name_idx');
  });
}

/** @param {import('knex').Knex} knex */
async function createVerdictTables(knex) {
  await knex.schema.createTable('subjects', table => {
    table.comment('The due list: all that is judged, one row each');
    table.text('id').primary().comment('Opaque random id, for signals');
    table.text('type').notNullable().comment('entity or cluster');
    table.text('ref').notNullable().comment('Entity ref or cluster name');
    table
      .bigInteger('due_at')
      .nullable()
      .comment('When to judge it next, ms since 1970; null: on an event only');
    table
      .boolean('marked')
      .notNullable()
      .comment('Whether it was marked due since it was last claimed');
    table.text('ticket').nullable().comment('Ticket of the claim, if claimed');
    table
      .bigInteger('claimed_until')
      .nullable()
      .comment('When the claim lapses, ms since 1970; null: not claimed');
    table.unique(['type', 'ref'], { indexName: 'subjects_type_ref_uniq' });
    table.index(['due_at'], 'subjects_due_idx');
    table.index(['claimed_until'], 'subjects_claimed_idx', {
      predicate: knex.whereNotNull('claimed_until'),
    });
  });
  await knex.schema.createTable('assessments', table => {
    table.comment('What the last assessment of a subject found');
    table.text('subject_id').primary().comment('Id in subjects');
    table
      .text('protection_state')
      .nullable()
      .comment('Rolled-up protection state; transitions start from it');
    table
      .text('sync_state')
      .nullable()
      .comment('Rolled-up sync state; transitions start from it');
    table
      .text('contact_state')
      .nullable()
      .comment('State of contact of a cluster; transitions start from it');
    table
      .bigInteger('last_good_at')
      .nullable()
      .comment('Newest moment to which all could be restored, ms since 1970');
    table
      .boolean('objective_met')
      .nullable()
      .comment('Whether the objective is met; null when there is none');
    table
      .bigInteger('valid_until')
      .nullable()
      .comment('Until when this holds without an event, ms since 1970');
    table
      .bigInteger('assessed_at')
      .notNullable()
      .comment('When it was found, ms since 1970');
  });
  await knex.schema.createTable('verdict_parts', table => {
    table.comment('The verdict on a subject in each of its clusters');
    table.text('subject_id').notNullable().comment('Id in subjects');
    table.integer('ordinal').notNullable().comment('Place in the assessment');
    table
      .text('cluster')
      .notNullable()
      .comment('The cluster whose silence makes this part UNKNOWN');
    for (const aspect of ['protection', 'sync']) {
      table
        .text(`${aspect}_state`)
        .nullable()
        .comment(`State of ${aspect}; null when it was not judged`);
      table
        .text(`${aspect}_reason`)
        .nullable()
        .comment(`Code of the rule that decided ${aspect}`);
      table
        .text(`${aspect}_message`)
        .nullable()
        .comment(`One sentence about ${aspect}`);
      table
        .bigInteger(`${aspect}_valid_until`)
        .nullable()
        .comment(`Until when ${aspect} holds without an event, ms since 1970`);
    }
    table.primary(['subject_id', 'ordinal']);
    table.index(['cluster'], 'verdict_parts_cluster_idx');
  });
  await knex.schema.createTable('transitions', table => {
    table.comment('Every change of a verdict; only ever appended to');
    table.bigIncrements('id').comment('Grows with every transition');
    table.text('subject_id').notNullable().comment('Id in subjects');
    table.text('type').notNullable().comment('entity or cluster');
    table.text('ref').notNullable().comment('Entity ref or cluster name');
    table.text('aspect').notNullable().comment('protection, sync or contact');
    table
      .text('from_state')
      .nullable()
      .comment('State before; null for the first verdict');
    table.text('to_state').notNullable().comment('State after');
    table.text('reason').notNullable().comment('Code of the deciding rule');
    table.text('message').notNullable().comment('One sentence for people');
    table.bigInteger('at').notNullable().comment('When, ms since 1970');
    table.index(['type', 'ref', 'id'], 'transitions_subject_idx');
  });
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await createClusterTables(knex);
  await createFactTables(knex);
  await createEntityTables(knex);
  await createVerdictTables(knex);
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  const tables = [
    'transitions',
    'verdict_parts',
    'assessments',
    'subjects',
    'entity_sync_references',
    'entity_claims',
    'entities',
    'fact_labels',
    'fact_targets',
    'fact_scopes',
    'facts',
    'kind_status',
    'contacts',
    'cluster_destinations',
    'clusters',
  ];
  for (const table of tables) {
    await knex.schema.dropTable(table);
  }
};
