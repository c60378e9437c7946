import { z } from 'zod';
import { instantSchema } from './verdictSchemas';

/**
 * How far a change has come, in the order of its journey; `closed` is a pull
 * request that was closed without being merged.
 *
 * @public
 */
export const changeStates = [
  'proposed',
  'approved',
  'merged',
  'applied',
  'accepted',
  'first_run_good',
  'closed',
] as const;
/** @public */
export type ChangeState = (typeof changeStates)[number];

/**
 * Why a change has come no further in one of its clusters, in the order in
 * which that is looked at: nothing is concluded of a cluster that the portal
 * does not watch, or that is silent. One that waits for its first run, or where
 * that is under way, is not behind.
 *
 * @public
 */
export const clusterLagReasons = [
  'not_watched',
  'silent',
  'not_applied',
  'not_accepted',
  'first_run_pending',
  'first_run_under_way',
  'no_good_run',
] as const;
/** @public */
export type ClusterLagReason = (typeof clusterLagReasons)[number];

/**
 * Why a change is not followed beyond its merge: what it writes is in a cluster
 * that the portal does not watch.
 *
 * @public
 */
export const unfollowedReasons = ['argocd_not_watched'] as const;
/** @public */
export type UnfollowedReason = (typeof unfollowedReasons)[number];

const intentSchema = z
  .record(z.string(), z.unknown())
  .describe('What is wanted; `kind` names which of the intents it is');

/** What a check found in the files of a plan. @public */
export const findingSchema = z
  .object({
    code: z.string().describe('For machines, such as CRON_INVALID'),
    severity: z
      .enum(['error', 'warning', 'info'])
      .describe('An error keeps the change from being proposed'),
    path: z.string(),
    line: z.number().int().nullable(),
    message: z.string(),
    fix: z.string().nullable(),
  })
  .meta({ id: 'Finding' });

/** One file of a plan. @public */
export const plannedFileSchema = z
  .object({
    path: z.string(),
    action: z.enum(['add', 'edit', 'delete']),
    content: z
      .string()
      .nullable()
      .describe('The whole text after the change; null for a deletion'),
    diff: z.string().describe('Unified diff against the base branch'),
  })
  .meta({ id: 'PlannedFile' });

/** Body of `POST /v1/plans`. @public */
export const planRequestSchema = z
  .strictObject({ intent: intentSchema })
  .meta({ id: 'PlanRequest' });

const repositorySchema = z.object({
  name: z.string().describe('As the configuration calls it'),
  url: z.string(),
  branch: z.string().describe('The branch that changes are proposed to'),
});

/**
 * Answer of `POST /v1/plans`: what an intent would change. `branchName` to
 * `findings` speak of the change, and are empty where there is none.
 *
 * @public
 */
export const planPreviewSchema = z
  .object({
    result: z
      .enum(['planned', 'unchanged', 'conflict'])
      .describe(
        '`unchanged`: the repository is already so; `conflict`: it cannot be done as things stand',
      ),
    repository: repositorySchema,
    environment: z.string(),
    cluster: z.string(),
    baseRevision: z.string().describe('The commit that was looked at'),
    planHash: z
      .string()
      .nullable()
      .describe('Give it when proposing, so that nothing else is proposed'),
    branchName: z.string(),
    title: z.string(),
    summary: z.string().describe('Markdown'),
    description: z
      .string()
      .describe('Markdown; the text of the pull request, findings included'),
    files: z.array(plannedFileSchema),
    findings: z.array(findingSchema),
    conflict: z
      .object({ reason: z.string(), path: z.string() })
      .nullable()
      .describe('Why it cannot be done, and where that was found'),
    refusal: z
      .string()
      .nullable()
      .describe(
        'Why whoever asks may not propose it, in a sentence that says what is missing; null where they may',
      ),
  })
  .meta({ id: 'PlanPreview' });

/** Body of `POST /v1/changes`. @public */
export const changeRequestSchema = z
  .strictObject({
    intent: intentSchema,
    planHash: z
      .string()
      .max(128)
      .optional()
      .describe('Of the preview; another plan is refused'),
    baseRevision: z
      .string()
      .max(64)
      .optional()
      .describe(
        'Of the preview; without a planHash, any other commit is refused',
      ),
    allowRebase: z
      .boolean()
      .optional()
      .describe('Propose even where the plan is no longer that of the preview'),
  })
  .meta({ id: 'ChangeRequest' });

/** How far a change has come in one of its clusters. @public */
export const changeClusterSchema = z
  .object({
    name: z.string(),
    appliedAt: instantSchema.nullable(),
    acceptedAt: instantSchema.nullable(),
    firstRunGoodAt: instantSchema.nullable(),
    isDone: z
      .boolean()
      .describe('Whether it was seen to have come to its goal there'),
    lag: z
      .object({
        reason: z.enum(clusterLagReasons),
        message: z.string(),
        firstRunDueAt: instantSchema
          .nullable()
          .describe(
            'When its first run is, or was, due, where that is waited for and known',
          ),
      })
      .nullable()
      .describe(
        'Why it has come no further; null where it is done, and before it was looked for',
      ),
  })
  .meta({ id: 'ChangeCluster' });

/** One change and its journey. @public */
export const changeSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    url: z.string().describe('The pull request'),
    number: z.number().int(),
    repository: z.string().describe('As the configuration calls it'),
    branch: z.string(),
    state: z.enum(changeStates),
    goal: z
      .enum(changeStates)
      .describe(
        'The state in which its journey ends: `merged` where the portal reads none of its objects in the clusters, `applied` where no controller says that it took them, `accepted` where nothing of it runs, else `first_run_good`',
      ),
    unfollowed: z
      .object({ reason: z.enum(unfollowedReasons), message: z.string() })
      .nullable()
      .describe(
        'Why nothing is known of what comes after its merge, until that is mended; null where it is followed',
      ),
    environment: z.string(),
    cluster: z.string(),
    clusters: z
      .array(changeClusterSchema)
      .describe(
        'Of a change that leaves schedules, the clusters that it writes them to, one or several; its moments are those at which all of them had come so far. Empty for any other change',
      ),
    requester: z.string().describe('Ref of the user, or name of the service'),
    approvals: z
      .object({ given: z.number().int(), required: z.number().int() })
      .describe('On the newest commit; the requester never counts'),
    mergesItself: z
      .boolean()
      .describe('Whether the Git host merges it once its checks are green'),
    notes: z
      .array(z.string())
      .describe(
        'What did not succeed when it was proposed last, although the pull request stands',
      ),
    planHash: z.string(),
    intent: intentSchema,
    proposedAt: instantSchema,
    approvedAt: instantSchema.nullable(),
    mergedAt: instantSchema.nullable(),
    appliedAt: instantSchema
      .nullable()
      .describe(
        'When the cluster was first seen to hold it, or all of its clusters',
      ),
    acceptedAt: instantSchema
      .nullable()
      .describe(
        'When the controller in the cluster was first seen to accept it',
      ),
    firstRunGoodAt: instantSchema
      .nullable()
      .describe('When its first backup after the merge was seen complete'),
    closedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Change' });

/** Answer of `POST /v1/changes`. @public */
export const changeResultSchema = z
  .object({
    result: z
      .enum(['proposed', 'updated', 'already_proposed', 'unchanged'])
      .describe(
        '`updated`: a commit was added to its open pull request; `already_proposed`: that pull request holds it; `unchanged`: the repository is already so, and there is no pull request',
      ),
    change: changeSchema.nullable(),
    notes: z
      .array(z.string())
      .describe('What did not succeed although the pull request stands'),
  })
  .meta({ id: 'ChangeResult' });

/** Answer of `GET /v1/changes`. @public */
export const changeListSchema = z
  .object({
    items: z.array(changeSchema),
    totalItems: z.number().int(),
    nextCursor: z
      .string()
      .nullable()
      .describe('Pass as `cursor` for the next page; null on the last'),
  })
  .meta({ id: 'ChangeList' });

/** @public */
export type ApiFinding = z.infer<typeof findingSchema>;
/** @public */
export type PlanRequest = z.infer<typeof planRequestSchema>;
/** @public */
export type PlanPreview = z.infer<typeof planPreviewSchema>;
/** @public */
export type ChangeRequest = z.infer<typeof changeRequestSchema>;
/** @public */
export type ChangeCluster = z.infer<typeof changeClusterSchema>;
/** @public */
export type Change = z.infer<typeof changeSchema>;
/** @public */
export type ChangeResult = z.infer<typeof changeResultSchema>;
/** @public */
export type ChangeList = z.infer<typeof changeListSchema>;
