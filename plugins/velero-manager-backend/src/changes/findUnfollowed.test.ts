import type {
  ChangeRecord,
  ExpectedObject,
  FollowedKind,
} from '../store/changeTypes';
import { newChange } from './__testUtils__/newChange';
import { findUnfollowed } from './findUnfollowed';

const at = new Date('2026-11-21T08:00:00.000Z');
const written = (kind: FollowedKind): ExpectedObject => ({
  ...{ kind, namespace: 'argocd', name: 'shop', specHash: 'hash', takes: null },
});

/** A change that was merged, of what Argo CD keeps for itself. */
const merged = (rest: Partial<ChangeRecord> = {}): ChangeRecord => ({
  ...newChange({ schedules: [], objects: [written('Application')] }),
  ...{ state: 'merged', approvalsGiven: 0, etag: null, dueAt: null },
  ...{ proposedAt: at, approvedAt: at, mergedAt: at, closedAt: null },
  ...{ appliedAt: null, acceptedAt: null, firstRunGoodAt: null },
  clusters: [],
  ...rest,
});

const repositories = [{ name: 'main', owner: 'o', repo: 'r' }];

describe('findUnfollowed', () => {
  const find = async (change: ChangeRecord, isWatched = false) => {
    const hasApplicationOf = jest.fn(async () => isWatched);
    const found = await findUnfollowed(change, {
      ...{ store: { hasApplicationOf }, repositories },
    });
    return { reason: found?.reason ?? null, hasApplicationOf };
  };

  it.each<[FollowedKind]>([
    ['AppProject'],
    ['Application'],
    ['ApplicationSet'],
  ])(
    'tells that nobody tells of %s where no Argo CD of the repository is watched',
    async kind => {
      const change = merged({ objects: [written(kind)] });
      const { reason, hasApplicationOf } = await find(change);
      expect(reason).toBe('argocd_not_watched');
      expect(hasApplicationOf).toHaveBeenCalledWith(repositories[0]);
      expect((await find(change, true)).reason).toBeNull();
    },
  );

  it('tells it before the merge', async () => {
    const change = merged({ state: 'proposed', mergedAt: null });
    expect((await find(change)).reason).toBe('argocd_not_watched');
  });

  it.each<[string, Partial<ChangeRecord>]>([
    ['was closed', { state: 'closed', closedAt: at }],
    ['was seen in a cluster', { state: 'applied', appliedAt: at }],
    ['writes schedules too', { schedules: newChange().schedules }],
    [
      'writes a storage location too',
      {
        objects: [written('AppProject'), written('BackupStorageLocation')],
      },
    ],
    [
      'is for Flux, which runs in the cluster',
      { objects: [written('Kustomization')] },
    ],
    ['ends with the merge', { objects: [] }],
    ['is of a repository that is configured no more', { repository: 'gone' }],
  ])('asks nothing of one that %s', async (_, rest) => {
    const { reason, hasApplicationOf } = await find(merged(rest));
    expect(reason).toBeNull();
    expect(hasApplicationOf).not.toHaveBeenCalled();
  });
});
