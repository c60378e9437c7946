import type {
  Change,
  PlanPreview,
} from '@velero-manager/backstage-plugin-velero-manager-common';

export const intent = {
  kind: 'schedule:save',
  environment: 'production',
  cluster: 'prod-01',
};

export const preview: PlanPreview = {
  result: 'planned',
  repository: {
    name: 'main',
    url: 'https://github.com/your-org/velero-gitops-config',
    branch: 'main',
  },
  environment: 'production',
  cluster: 'prod-01',
  baseRevision: 'c0ffee',
  planHash: 'hash-1',
  branchName: 'feature/velero-manager/schedule-save/production/prod-01/shop',
  title: 'Add schedule shop',
  summary: 'Adds it.',
  description: 'Adds it.',
  files: [
    { path: 'a.yaml', action: 'add', content: 'a: 1\n', diff: '+a: 1\n' },
  ],
  findings: [],
  conflict: null,
  refusal: null,
};

export const change: Change = {
  id: 'change-0',
  title: 'Add schedule till',
  url: 'https://github.com/your-org/velero-gitops-config/pull/7',
  number: 7,
  repository: 'main',
  branch: 'feature/velero-manager/schedule-save/production/prod-01/till',
  state: 'merged',
  goal: 'first_run_good',
  unfollowed: null,
  environment: 'production',
  cluster: 'prod-01',
  clusters: [],
  requester: 'user:default/bert',
  approvals: { given: 2, required: 2 },
  mergesItself: false,
  notes: [],
  planHash: 'hash-0',
  intent,
  proposedAt: '2026-11-20T10:00:00.000Z',
  approvedAt: '2026-11-20T11:00:00.000Z',
  mergedAt: '2026-11-20T12:00:00.000Z',
  appliedAt: null,
  acceptedAt: null,
  firstRunGoodAt: null,
  closedAt: null,
};
