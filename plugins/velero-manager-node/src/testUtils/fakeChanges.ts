import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  Change,
  ChangeRequest,
  PlanPreview,
  PlanRequest,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerService } from '../service';
import { cutPage } from './cutPage';

type ChangeMethods = Pick<
  VeleroManagerService,
  'createPlan' | 'proposeChange' | 'listChanges' | 'getChange'
>;

/**
 * The part of the fake that plans and proposes: a plan is what it was given for
 * the place of the intent, and a branch has one change.
 *
 * @internal
 */
export function fakeChanges(options: {
  planPreviews?: PlanPreview[];
  changes?: Change[];
}): ChangeMethods {
  const { planPreviews = [] } = options;
  const changes = [...(options.changes ?? [])];

  const planOf = ({ intent }: PlanRequest): PlanPreview => {
    const preview = planPreviews.find(
      ({ environment, cluster }) =>
        environment === intent.environment && cluster === intent.cluster,
    );
    if (!preview) {
      throw new InputError(
        `No config repository is configured for the cluster '${intent.cluster}' of the environment '${intent.environment}'`,
      );
    }
    return preview;
  };

  return {
    createPlan: async request => planOf(request),
    async proposeChange(request, { credentials }) {
      const preview = planOf(request);
      if (preview.result === 'unchanged') {
        return { result: 'unchanged', change: null, notes: [] };
      }
      assertProposable(preview, request);
      const known = changes.find(({ branch }) => branch === preview.branchName);
      if (known) {
        return { result: 'already_proposed', change: known, notes: [] };
      }
      const change = toChange(preview, {
        request,
        number: changes.length + 1,
        requester: nameOf(credentials),
      });
      changes.unshift(change);
      return { result: 'proposed', change, notes: [] };
    },
    async listChanges({ limit, cursor, ...filter }) {
      const items = changes.filter(change =>
        Object.entries(filter).every(
          ([field, wanted]) =>
            wanted.length === 0 ||
            wanted.includes(change[field as keyof typeof filter]),
        ),
      );
      return cutPage(items, { limit, cursor });
    },
    async getChange(id) {
      const change = changes.find(one => one.id === id);
      if (!change) {
        throw new NotFoundError('There is no such change');
      }
      return change;
    },
  };
}

function assertProposable(preview: PlanPreview, request: ChangeRequest): void {
  if (preview.conflict) {
    throw new ConflictError(preview.conflict.reason);
  }
  if (preview.findings.some(({ severity }) => severity === 'error')) {
    throw new InputError('The checks found errors, so nothing is proposed.');
  }
  const { planHash, allowRebase } = request;
  if (planHash && planHash !== preview.planHash && !allowRebase) {
    throw new ConflictError(
      'The repository changed since your preview: look at the new one, then propose again',
    );
  }
}

function toChange(
  preview: PlanPreview,
  options: { request: ChangeRequest; number: number; requester: string },
): Change {
  const { request, number, requester } = options;
  const { repository, title, branchName, environment, cluster } = preview;
  return {
    id: `change-${number}`,
    title,
    url: `${repository.url}/pull/${number}`,
    number,
    repository: repository.name,
    branch: branchName,
    state: 'proposed',
    goal: 'first_run_good',
    unfollowed: null,
    environment,
    cluster,
    clusters: [],
    requester,
    approvals: { given: 0, required: 1 },
    mergesItself: false,
    notes: [],
    planHash: preview.planHash ?? '',
    intent: request.intent,
    proposedAt: '1970-01-01T00:00:00.000Z',
    approvedAt: null,
    mergedAt: null,
    appliedAt: null,
    acceptedAt: null,
    firstRunGoodAt: null,
    closedAt: null,
  };
}

function nameOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? `service:${subject}`;
}
