import {
  clusterOf,
  type PlanPreview,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { describeChange } from './describeChange';
import type { PlanDraft } from './PlanDrafter';
import { unifiedDiff } from './unifiedDiff';

/** What people are shown of a plan before they propose it. @internal */
export function toPreview(
  draft: PlanDraft,
  { requester, refusal }: { requester: string; refusal: string | null },
): PlanPreview {
  const { intent, repository, snapshot, planned, findings, branch } = draft;
  const { name, url, branch: base } = repository;
  const plan = planned.result === 'planned' ? planned.plan : null;
  return {
    result: planned.result,
    repository: { name, url, branch: base },
    environment: intent.environment,
    cluster: clusterOf(intent) ?? '',
    baseRevision: snapshot.revision,
    planHash: plan?.planHash ?? null,
    branchName: plan ? branch : '',
    title: plan?.title ?? '',
    summary: plan?.summary ?? '',
    description: plan
      ? describeChange({ plan, findings, requester, page: null })
      : '',
    files: (plan?.files ?? []).map(file => ({
      path: file.path,
      action: file.action,
      content: file.content,
      diff: unifiedDiff(file),
    })),
    findings,
    conflict:
      planned.result === 'conflict'
        ? { reason: planned.reason, path: planned.path }
        : null,
    refusal,
  };
}
