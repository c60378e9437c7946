import { NotAllowedError } from '@backstage/errors';
import type {
  ApiFinding,
  ChangeResult,
  PlanPreview,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerService } from '@velero-manager/backstage-plugin-velero-manager-node';
import { z } from 'zod/v3';
import { type ActionRun, planSoundly } from './planSoundly';
import { findingsField } from './planFields';
import { toActionError } from './toActionError';

const NOTHING_TO_DO =
  'The repository already holds all of this: there is nothing to propose.';

/**
 * What every proposing action takes besides its intent.
 *
 * @internal
 */
export const proposalInput = {
  planHash: () =>
    z
      .string()
      .max(128)
      .optional()
      .describe(
        'Hash of the plan that was previewed; the action stops where another plan would be proposed.',
      ),
  baseRevision: () =>
    z
      .string()
      .max(64)
      .optional()
      .describe(
        'Commit of the plan that was previewed; without a planHash, the action stops at any other.',
      ),
  allowRebase: () =>
    z
      .boolean()
      .optional()
      .describe('Propose even where the repository changed since the preview.'),
};

/**
 * What every proposing action puts out.
 *
 * @internal
 */
export const proposalOutput = {
  result: () =>
    z
      .enum(['proposed', 'updated', 'already_proposed', 'unchanged', 'dry_run'])
      .describe(
        '`updated`: its open pull request has a further commit; `already_proposed`: its open pull request holds it; `unchanged`: the repository holds it; `dry_run`: nothing was written.',
      ),
  pullRequestUrl: () =>
    z.string().optional().describe('Where the pull request is.'),
  number: () => z.number().optional().describe('Number of the pull request.'),
  changeId: () =>
    z
      .string()
      .optional()
      .describe(
        'Id of the change; its page in the portal is `/velero-manager/changes/<id>`.',
      ),
  branchName: () =>
    z.string().optional().describe('Branch of the pull request.'),
  title: () => z.string().optional().describe('Title of the pull request.'),
  summary: () => z.string().describe('What changes, in Markdown.'),
  findings: () => findingsField(),
  notes: () =>
    z
      .array(z.string())
      .describe('What did not succeed although the pull request stands.'),
};

/** What was previewed, and whether it may differ by now. @internal */
export interface PreviewGuard {
  planHash?: string;
  baseRevision?: string;
  allowRebase?: boolean;
}

/** What is put out, as {@link proposalOutput} says. @internal */
export interface ProposalOutputs {
  result: ChangeResult['result'] | 'dry_run';
  pullRequestUrl?: string;
  number?: number;
  changeId?: string;
  branchName?: string;
  title?: string;
  summary: string;
  findings: ApiFinding[];
  notes: string[];
}

/**
 * Plans an intent, and has it proposed unless this is a dry run. An intent
 * that was proposed before meets its own pull request, so a task may be
 * started over at any time.
 *
 * @internal
 */
export async function proposeIntent(options: {
  service: VeleroManagerService;
  ctx: ActionRun;
  intent: Record<string, unknown>;
  guard: PreviewGuard;
}): Promise<ProposalOutputs> {
  const { service, ctx, intent, guard } = options;
  const preview = await planSoundly(service, ctx, intent);
  if (preview.result === 'unchanged') {
    ctx.logger.info(NOTHING_TO_DO);
    return outputsOf(preview, 'unchanged');
  }
  if (preview.refusal !== null) {
    throw new NotAllowedError(
      `The change may not be proposed: ${preview.refusal}`,
    );
  }
  if (ctx.isDryRun) {
    ctx.logger.info('Dry run: nothing was written to the Git host.');
    return outputsOf(preview, 'dry_run');
  }
  const { result, change, notes } = await service
    .proposeChange(
      { intent, ...guardOr(guard, preview) },
      { credentials: await ctx.getInitiatorCredentials() },
    )
    .catch(error => {
      throw toActionError('The change was not proposed', error);
    });
  notes.forEach(note => ctx.logger.warn(note));
  ctx.logger.info(describeResult({ result, change, notes }));
  return {
    ...outputsOf(preview, result),
    pullRequestUrl: change?.url,
    number: change?.number,
    changeId: change?.id,
    notes,
  };
}

/** Without a preview of the caller's own, what was just logged is what is proposed. */
function guardOr(guard: PreviewGuard, preview: PlanPreview): PreviewGuard {
  const { planHash, baseRevision, allowRebase } = guard;
  if (planHash === undefined && baseRevision === undefined && !allowRebase) {
    return { planHash: preview.planHash ?? undefined };
  }
  return { planHash, baseRevision, allowRebase };
}

function outputsOf(
  preview: PlanPreview,
  result: ProposalOutputs['result'],
): ProposalOutputs {
  const { branchName, title, summary, findings } = preview;
  return {
    result,
    branchName: branchName || undefined,
    title: title || undefined,
    summary: result === 'unchanged' ? NOTHING_TO_DO : summary,
    findings,
    notes: [],
  };
}

function describeResult({ result, change }: ChangeResult): string {
  switch (result) {
    case 'proposed':
      return `Opened the pull request ${change?.url}`;
    case 'updated':
      return `Added a commit to the open pull request ${change?.url}`;
    case 'already_proposed':
      return `The open pull request ${change?.url} holds this already`;
    default:
      return NOTHING_TO_DO;
  }
}
