/**
 * Changes: pull requests that were proposed, and how far each has come.
 *
 * Moments are whole milliseconds since 1970 (UTC) in big integers, as in the
 * store's other tables.
 */

/** What each moment of a journey is. */
const MOMENTS = {
  approved_at: 'When enough people had approved it',
  merged_at: 'When it was merged',
  applied_at: 'When the cluster was first seen to hold it',
  accepted_at: 'When the controller in the cluster had accepted it',
  first_run_good_at: 'When its first backup after the merge was complete',
  closed_at: 'When it was closed without being merged',
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('changes', table => {
    table.comment('Proposed changes, one row a pull request');
    table.text('id').primary().comment('Random id; also in its commits');
    table
      .text('identity')
      .notNullable()
      .comment('What its intent is about; marks its objects in the cluster');
    table.text('repository').notNullable().comment('Name of the repository');
    table.text('branch').notNullable().comment('Branch of the pull request');
    table.integer('number').notNullable().comment('Number of the pull request');
    table.text('url').notNullable().comment('Page of the pull request');
    table.text('title').notNullable().comment('Title of the change');
    table.text('intent').notNullable().comment('JSON: what was asked for');
    table
      .text('requester')
      .notNullable()
      .comment('Who asked last: entity ref of a user, or name of a service');
    table
      .text('requester_logins')
      .notNullable()
      .comment(
        'JSON: log-ins of all who asked; none of them counts as approver',
      );
    table.text('environment').notNullable().comment('Its environment');
    table.text('cluster').notNullable().comment('Its cluster');
    table.text('plan_hash').notNullable().comment('Hash of its newest plan');
    table
      .text('schedules')
      .notNullable()
      .comment('JSON: the schedules that the cluster shall hold');
    table
      .integer('approvals_required')
      .notNullable()
      .comment('How many approvals the policy asked for');
    table
      .integer('approvals_given')
      .notNullable()
      .comment('How many approvals its newest commit has');
    table
      .text('state')
      .notNullable()
      .comment('How far it has come; follows from the moments');
    table
      .bigInteger('proposed_at')
      .notNullable()
      .comment('When it was proposed, ms since 1970');
    for (const [column, what] of Object.entries(MOMENTS)) {
      table.bigInteger(column).nullable().comment(`${what}, ms since 1970`);
    }
    table
      .text('etag')
      .nullable()
      .comment('Version of the pull request as the host last answered');
    table
      .bigInteger('due_at')
      .nullable()
      .comment(
        'When to look at it next, ms since 1970; null: its journey ended',
      );
    table.unique(['repository', 'number'], {
      indexName: 'changes_repository_number_uniq',
    });
    table.index(['proposed_at', 'id'], 'changes_proposed_idx');
    table.index(['cluster', 'proposed_at'], 'changes_cluster_idx');
    table.index(['due_at'], 'changes_due_idx', {
      predicate: knex.whereNotNull('due_at'),
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 * @returns {Promise<void>}
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('changes');
};
