import type { AuditorService } from '@backstage/backend-plugin-api';
import type { PolicyDecision } from '@velero-manager/backstage-plugin-velero-manager-common';

/** Leaves a line in the audit log for a status that was posted. @internal */
export async function auditPolicyStatus(
  auditor: AuditorService,
  posted: {
    repository: string;
    pullRequest: number;
    commit: string;
    decision: PolicyDecision;
  },
): Promise<void> {
  const { repository, pullRequest, commit, decision } = posted;
  const { state, description, requirements, discounted } = decision;
  const event = await auditor.createEvent({
    eventId: 'policy-status',
    severityLevel: 'medium',
    meta: {
      ...{ repository, pullRequest, commit, state, description },
      environments: requirements.map(({ environment }) => environment),
      discounted,
    },
  });
  await event.success();
}
