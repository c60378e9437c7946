import type { Change } from '@velero-manager/backstage-plugin-velero-manager-common';

/** A change that was just proposed, or with what is given replaced. */
export function change(more: Partial<Change> = {}): Change {
  return {
    id: 'change-1',
    title: 'Back up checkout every hour',
    url: 'https://github.com/your-org/velero-gitops-config/pull/12',
    number: 12,
    repository: 'main',
    branch: 'feature/velero-manager/schedule-save/production/prod-1/checkout',
    state: 'proposed',
    environment: 'production',
    cluster: 'prod-1',
    requester: 'user:default/ann',
    approvals: { given: 0, required: 2 },
    planHash: 'a1b2c3',
    intent: {
      kind: 'schedule:save',
      cron: '0 * * * *',
      includedNamespaces: ['checkout'],
    },
    proposedAt: '2026-11-21T06:00:00.000Z',
    approvedAt: null,
    mergedAt: null,
    appliedAt: null,
    acceptedAt: null,
    firstRunGoodAt: null,
    closedAt: null,
    ...more,
  };
}
