import type {
  Change,
  PlanPreview,
} from '@velero-manager/backstage-plugin-velero-manager-common';

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
    goal: 'first_run_good',
    unfollowed: null,
    environment: 'production',
    cluster: 'prod-1',
    clusters: [],
    requester: 'user:default/ann',
    approvals: { given: 0, required: 2 },
    mergesItself: false,
    notes: [],
    planHash: 'a1b2c3',
    intent: {
      kind: 'schedule:save',
      cron: '0 * * * *',
      includedNamespaces: ['checkout'],
      excludedNamespaces: [],
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

const LEAF = 'environments/production/clusters/prod-1/velero-config';

/** A plan that adds a schedule, with one warning, or with what is given replaced. */
export function planPreview(more: Partial<PlanPreview> = {}): PlanPreview {
  return {
    result: 'planned',
    repository: {
      name: 'main',
      url: 'https://github.com/your-org/velero-gitops-config',
      branch: 'main',
    },
    environment: 'production',
    cluster: 'prod-1',
    baseRevision: 'c0ffee',
    planHash: 'hash-1',
    branchName: 'feature/velero-manager/schedule-save/production/prod-1/shop',
    title: 'Add schedule shop-daily to prod-1',
    summary: 'Adds the schedule `shop-daily`: **every day** at 02:00 UTC.',
    description: 'Adds the schedule `shop-daily`.',
    files: [
      {
        path: `${LEAF}/backup-schedules/daily-shop-30day.yaml`,
        action: 'add',
        content: 'apiVersion: velero.io/v1\nkind: Schedule\n',
        diff: `--- /dev/null\n+++ b/${LEAF}/backup-schedules/daily-shop-30day.yaml\n@@ -0,0 +1,2 @@\n+apiVersion: velero.io/v1\n+kind: Schedule\n`,
      },
      {
        path: `${LEAF}/kustomization.yaml`,
        action: 'edit',
        content: null,
        diff: `--- a/${LEAF}/kustomization.yaml\n+++ b/${LEAF}/kustomization.yaml\n@@ -1,3 +1,3 @@\n kind: Kustomization\n resources:\n-  - old.yaml\n+  - backup-schedules/daily-shop-30day.yaml\n`,
      },
    ],
    findings: [
      {
        code: 'RETENTION_LONG',
        severity: 'warning',
        path: `${LEAF}/backup-schedules/daily-shop-30day.yaml`,
        line: 12,
        message: 'Backups are kept for 365 days.',
        fix: 'Keep them for 90 days.',
      },
    ],
    conflict: null,
    refusal: null,
    ...more,
  };
}
