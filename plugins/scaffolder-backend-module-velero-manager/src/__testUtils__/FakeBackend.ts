import { InputError } from '@backstage/errors';
import {
  type Change,
  type ChangeRequest,
  type ChangeResult,
  parseIntent,
  type PlanPreview,
  type PlanRequest,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerServiceRequestOptions } from '@velero-manager/backstage-plugin-velero-manager-node';
import { veleroManagerServiceMock } from '@velero-manager/backstage-plugin-velero-manager-node/testUtils';

/** A plan that adds one file, edits one and deletes one. */
export function planPreview(more: Partial<PlanPreview> = {}): PlanPreview {
  return {
    result: 'planned',
    repository: {
      name: 'main',
      url: 'https://github.com/your-org/velero-gitops-config',
      branch: 'main',
    },
    environment: 'production',
    cluster: 'prod-cluster-01',
    baseRevision: 'c0ffee',
    planHash: 'hash-1',
    branchName: 'feature/velero-manager/schedule-save/checkout-hourly',
    title: 'Back up checkout every hour',
    summary: 'Adds the schedule `checkout-hourly`.',
    description: 'Adds the schedule `checkout-hourly`.\n\n### Checks',
    files: [
      {
        path: 'clusters/a/schedules/.hidden/new.yaml',
        action: 'add',
        content: 'kind: Schedule\n',
        diff: '',
      },
      {
        path: 'clusters/a/kustomization.yaml',
        action: 'edit',
        content: 'resources: [é]\n',
        diff: '',
      },
      {
        path: 'clusters/a/old.yaml',
        action: 'delete',
        content: null,
        diff: '',
      },
    ],
    findings: [
      {
        code: 'RETENTION_LONG',
        severity: 'warning',
        path: 'clusters/a/schedules/.hidden/new.yaml',
        line: 3,
        message: 'Backups are kept for 365 days.',
        fix: 'Keep them for 90 days.',
      },
    ],
    conflict: null,
    refusal: null,
    ...more,
  };
}

/** A change that was just proposed. */
export const change: Change = {
  id: 'change-1',
  title: 'Back up checkout every hour',
  url: 'https://github.com/your-org/velero-gitops-config/pull/12',
  number: 12,
  repository: 'main',
  branch: 'feature/velero-manager/schedule-save/checkout-hourly',
  state: 'proposed',
  goal: 'first_run_good',
  unfollowed: null,
  environment: 'production',
  cluster: 'prod-cluster-01',
  clusters: [],
  requester: 'user:default/ann',
  approvals: { given: 0, required: 2 },
  mergesItself: false,
  notes: [],
  planHash: 'hash-1',
  intent: {},
  proposedAt: '2026-11-21T06:00:00.000Z',
  approvedAt: null,
  mergedAt: null,
  appliedAt: null,
  acceptedAt: null,
  firstRunGoodAt: null,
  closedAt: null,
};

/** Plans every well-formed intent alike, and remembers what it was asked. */
export class FakeBackend {
  preview: PlanPreview | Error = planPreview();
  result: ChangeResult | Error = { result: 'proposed', change, notes: [] };
  readonly planned: [PlanRequest, VeleroManagerServiceRequestOptions][] = [];
  readonly proposed: [ChangeRequest, VeleroManagerServiceRequestOptions][] = [];

  readonly service = veleroManagerServiceMock({
    overrides: {
      createPlan: async (request, options) => {
        this.planned.push([request, options]);
        const intent = parseIntent(request.intent);
        if (!intent.ok) {
          throw new InputError(intent.reason);
        }
        return valueOf(this.preview);
      },
      proposeChange: async (request, options) => {
        this.proposed.push([request, options]);
        return valueOf(this.result);
      },
    },
  });
}

function valueOf<T>(answer: T | Error): T {
  if (answer instanceof Error) {
    throw answer;
  }
  return answer;
}
