/**
 * History, which outlives the objects of clusters: runs, restores, requests to
 * delete, copies of volumes and syncs.
 *
 * Rows are written with the facts, in one transaction, and deleted only by
 * retention: not when the object, nor when the cluster goes.
 */

/**
 * The newest first, of a cluster or of all: in this order, so that neither
 * database has to sort. The schema builder knows no `desc`.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function indexByTime(knex, table) {
  await knex.raw(
    'create index ?? on ?? (cluster, occurred_at desc, uid desc)',
    [`${table}_cluster_idx`, table],
  );
  await knex.raw(
    'create index ?? on ?? (occurred_at desc, cluster desc, uid desc)',
    [`${table}_time_idx`, table],
  );
}

/** @param {import('knex').Knex} knex */
async function createRuns(knex) {
  await knex.schema.createTable('runs', table => {
    table.comment('Runs of Velero and CloudNative-PG');
    table.text('cluster').notNullable().comment('Name of the cluster');
    table.text('engine').notNullable().comment('velero or cloudnative-pg');
    table.text('namespace').notNullable().comment('Namespace of its Backup');
    table.text('name').notNullable().comment('Name of its Backup');
    table.text('uid').notNullable().comment('UID of its Backup');
    table
      .text('schedule')
      .notNullable()
      .comment('Schedule that made it; empty: made by hand');
    table
      .text('target')
      .nullable()
      .comment('The PostgreSQL cluster that it is of');
    table
      .text('scope')
      .nullable()
      .comment('Digest of the namespace lists, as in history_scopes');
    table.text('storage_location').nullable().comment('Where it was put');
    table
      .text('origin')
      .notNullable()
      .comment('local, resynced, foreign or unknown, as far as it says itself');
    table.text('phase').notNullable().comment('Phase that was seen last');
    table
      .text('outcome')
      .nullable()
      .comment('good, partial, failed or running: the last that was known');
    table
      .bigInteger('created_at')
      .notNullable()
      .comment('When its Backup was created, ms since 1970');
    table.bigInteger('started_at').nullable().comment('When it began');
    table.bigInteger('completed_at').nullable().comment('When it ended');
    table
      .bigInteger('occurred_at')
      .notNullable()
      .comment('Its beginning, else its creation, ms since 1970');
    table.bigInteger('expires_at').nullable().comment('When it expires');
    table.integer('errors').notNullable().comment('Number of errors');
    table.integer('warnings').notNullable().comment('Number of warnings');
    table.bigInteger('items_total').nullable().comment('Items to take');
    table.bigInteger('items_backed_up').nullable().comment('Items taken');
    table
      .bigInteger('gone_at')
      .nullable()
      .comment('When its Backup was first missed; null: it is there');
    table.primary(['cluster', 'engine', 'namespace', 'name', 'uid']);
  });
  await indexByTime(knex, 'runs');
}

/** @param {import('knex').Knex} knex */
async function createScopes(knex) {
  await knex.schema.createTable('history_scopes', table => {
    table.comment('The namespace lists that runs and restores had');
    table.text('cluster').notNullable().comment('Cluster of the runs');
    table.text('scope').notNullable().comment('Digest of the lists');
    table.text('included').notNullable().comment('JSON: what is taken');
    table.text('excluded').notNullable().comment('JSON: what is left out');
    table.primary(['cluster', 'scope']);
  });
}

/** @param {import('knex').Knex} knex */
async function createRestores(knex) {
  await knex.schema.createTable('restores', table => {
    table.comment('Restores of Velero');
    table.text('cluster').notNullable().comment('Name of the cluster');
    table.text('namespace').notNullable().comment('Namespace of the Restore');
    table.text('name').notNullable().comment('Name of the Restore');
    table.text('uid').notNullable().comment('UID of the Restore');
    table.text('backup').nullable().comment('The backup that it is from');
    table.text('schedule').nullable().comment('The schedule, if it was named');
    table
      .text('scope')
      .notNullable()
      .comment('Digest of the namespace lists, as in history_scopes');
    table
      .text('namespace_mapping')
      .notNullable()
      .comment('JSON: namespace to the one it was restored into');
    table.text('phase').notNullable().comment('Phase that was seen last');
    table
      .text('outcome')
      .nullable()
      .comment('good, partial, failed or running: the last that was known');
    table
      .bigInteger('created_at')
      .notNullable()
      .comment('When it was created, ms since 1970');
    table.bigInteger('started_at').nullable().comment('When it began');
    table.bigInteger('completed_at').nullable().comment('When it ended');
    table
      .bigInteger('occurred_at')
      .notNullable()
      .comment('Its creation, ms since 1970');
    table.integer('errors').notNullable().comment('Number of errors');
    table.integer('warnings').notNullable().comment('Number of warnings');
    table.bigInteger('items_restored').nullable().comment('Items restored');
    table.primary(['cluster', 'uid']);
  });
  await indexByTime(knex, 'restores');
  await knex.schema.createTable('delete_requests', table => {
    table.comment('Requests to Velero to delete a backup');
    table.text('cluster').notNullable().comment('Name of the cluster');
    table.text('namespace').notNullable().comment('Namespace of the request');
    table.text('name').notNullable().comment('Name of the request');
    table.text('uid').notNullable().comment('UID of the request');
    table.text('backup').notNullable().comment('The backup to delete');
    table.text('backup_uid').nullable().comment('UID of that backup');
    table.text('phase').notNullable().comment('Phase that was seen last');
    table.text('cause').nullable().comment('Why it could not be done');
    table
      .bigInteger('occurred_at')
      .notNullable()
      .comment('When it was made, ms since 1970');
    table.primary(['cluster', 'uid']);
    table.index(['cluster', 'occurred_at'], 'delete_requests_cluster_idx');
  });
}

/** @param {import('knex').Knex} knex */
async function createVolumeCopies(knex) {
  await knex.schema.createTable('volume_copies', table => {
    table.comment('Copies of volumes that ended, with their bytes');
    table.text('cluster').notNullable().comment('Name of the cluster');
    table
      .text('path')
      .notNullable()
      .comment('fs-backup, data-mover or longhorn');
    table.text('namespace').notNullable().comment('Namespace of the copy');
    table.text('name').notNullable().comment('Name of the copy');
    table.text('backup').nullable().comment('Backup that it was made for');
    table
      .text('volume_namespace')
      .nullable()
      .comment('Namespace of the claim, where it is said');
    table.text('claim').nullable().comment('The claim, where it is said');
    table.text('volume').nullable().comment('Volume of the pod or of Longhorn');
    table
      .text('storage_location')
      .nullable()
      .comment('Storage location or backup target');
    table.text('node').nullable().comment('Node that copied it');
    table.text('outcome').notNullable().comment('good or failed');
    table.bigInteger('started_at').nullable().comment('When it began');
    table.bigInteger('completed_at').nullable().comment('When it ended');
    table
      .bigInteger('occurred_at')
      .notNullable()
      .comment('When it was made, ms since 1970');
    table.bigInteger('bytes_total').nullable().comment('Bytes of the volume');
    table.bigInteger('bytes_done').nullable().comment('Bytes that were sent');
    table.primary(['cluster', 'path', 'namespace', 'name']);
    table.index(['cluster', 'occurred_at'], 'volume_copies_cluster_idx');
  });
}

/** @param {import('knex').Knex} knex */
async function createSyncOperations(knex) {
  await knex.schema.createTable('sync_operations', table => {
    table.comment('What Argo CD and Flux did to make clusters equal to Git');
    table.text('cluster').notNullable().comment('Cluster of the sync object');
    table.text('kind').notNullable().comment('Kind of the sync object');
    table.text('namespace').notNullable().comment('Its namespace');
    table.text('name').notNullable().comment('Its name');
    table
      .bigInteger('occurred_at')
      .notNullable()
      .comment('Its beginning, or the end that is said, ms since 1970');
    table.bigInteger('started_at').nullable().comment('When it began');
    table.bigInteger('finished_at').nullable().comment('When it ended');
    table.text('revision').nullable().comment('What was to be applied');
    table.text('phase').notNullable().comment('Phase that was seen last');
    table
      .text('outcome')
      .nullable()
      .comment('good, failed or running: the last that was known');
    table.text('initiated_by').nullable().comment('Who asked for it');
    table.primary(['cluster', 'kind', 'namespace', 'name', 'occurred_at']);
    table.index(['cluster', 'occurred_at'], 'sync_operations_cluster_idx');
  });
}

/** @param {import('knex').Knex} knex */
async function followFacts(knex) {
  await knex.schema.alterTable('facts', table => {
    table
      .text('history')
      .nullable()
      .comment(
        'Digest of what history keeps of it, where it changes oftener than that',
      );
  });
  // Facts that are known already are looked at anew, once, and so get a history.
  await knex('facts')
    .whereIn('kind', [
      'Backup',
      'PostgresBackup',
      'Restore',
      'DeleteBackupRequest',
      'PodVolumeBackup',
      'DataUpload',
      'LonghornBackup',
      'Application',
      'Kustomization',
      'HelmRelease',
    ])
    .update({ hash: '' });
  // Retention walks them by age, whoever they are of.
  await knex.schema.alterTable('transitions', table => {
    table.index(['at'], 'transitions_at_idx');
  });
}

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await createScopes(knex);
  await createRuns(knex);
  await createRestores(knex);
  await createVolumeCopies(knex);
  await createSyncOperations(knex);
  await followFacts(knex);
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.raw('drop index transitions_at_idx');
  // As SQL: the schema builder would rebuild the table on SQLite.
  await knex.raw('alter table facts drop column history');
  for (const table of [
    'sync_operations',
    'volume_copies',
    'delete_requests',
    'restores',
    'runs',
    'history_scopes',
  ]) {
    await knex.schema.dropTable(table);
  }
};
