import type {
  BackupFact,
  ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { backupRow } from '../../store/__testUtils__/facts';
import type {
  ChangeRecord,
  ExpectedObject,
  FollowedKind,
  SightedObject,
} from '../../store/changeTypes';
import { newChange, scheduleOfChange } from '../__testUtils__/newChange';
import type { PullRequestStanding } from '../host';
import { advanceJourney } from './advanceJourney';

const at = (time: string) => new Date(`2026-11-21T${time}:00.000Z`);
const now = at('12:00');

const changeOf = (rest: Partial<ChangeRecord> = {}): ChangeRecord => ({
  ...newChange(),
  clusters: [],
  state: 'proposed',
  approvalsGiven: 0,
  etag: 'old',
  dueAt: 0,
  proposedAt: at('08:00'),
  approvedAt: null,
  mergedAt: null,
  appliedAt: null,
  acceptedAt: null,
  firstRunGoodAt: null,
  closedAt: null,
  ...rest,
});

const pullOf = (
  rest: Partial<PullRequestStanding> = {},
): PullRequestStanding => ({
  state: 'open',
  mergedAt: null,
  closedAt: null,
  approvers: [],
  etag: 'new',
  ...rest,
});

const merged = { mergedAt: at('10:00'), state: 'merged' as const };
const scheduleOf = (rest: Partial<ScheduleFact> = {}) =>
  scheduleOfChange(rest).fact as ScheduleFact;
const runOf = (rest: Partial<BackupFact> = {}) =>
  backupRow('run', {
    schedule: 'shop-daily',
    startedAt: at('11:00').toISOString(),
    createdAt: at('11:00').toISOString(),
    completedAt: at('11:05').toISOString(),
    phase: 'Completed',
    ...rest,
  }).fact as BackupFact;
const gone = (kind: 'Schedule'): SightedObject => ({
  kind,
  fact: scheduleOf({ name: 'one', namespace: 'velero' }),
});
const nothing = {
  ...{ schedules: [], goodRuns: [], newestRuns: [], servers: [] },
  ...{ objects: [], knownKinds: [] },
};
const see = (
  change: ChangeRecord,
  schedules: ScheduleFact[],
  goodRuns: BackupFact[] = [],
) =>
  advanceJourney(
    change,
    {
      pull: 'unchanged',
      sightings: { ...nothing, schedules, goodRuns },
      clusters: new Map(),
    },
    now,
  );
const ask = (change: ChangeRecord, pull: Partial<PullRequestStanding>) =>
  advanceJourney(
    change,
    { pull: pullOf(pull), sightings: nothing, clusters: new Map() },
    now,
  );

describe('advanceJourney', () => {
  describe('while the pull request is open', () => {
    it('stays where it is when nothing happened, and looks again soon', () => {
      expect(see(changeOf(), [])).toMatchObject({
        state: 'proposed',
        etag: 'old',
        dueInMs: 30_000,
      });
    });

    it.each([
      [[], 0, 'proposed'],
      [['bert'], 1, 'proposed'],
      [['bert', 'chris'], 2, 'approved'],
      [['bert', 'Amelia'], 1, 'proposed'],
    ] as const)('with approvals of %j', (approvers, given, state) => {
      expect(ask(changeOf(), { approvers: [...approvers] })).toMatchObject({
        state,
        approvalsGiven: given,
        approvedAt: state === 'approved' ? now : null,
        etag: 'new',
      });
    });

    it('keeps when it was approved, and takes it back with the approval', () => {
      const approved = changeOf({ approvedAt: at('09:00'), state: 'approved' });
      const kept = ask(approved, { approvers: ['bert', 'chris'] });
      expect(kept.approvedAt).toEqual(at('09:00'));
      expect(ask(approved, { approvers: ['bert'] })).toMatchObject({
        state: 'proposed',
        approvedAt: null,
      });
    });

    it('is approved by nobody where nobody has to', () => {
      const free = changeOf({ approvalsRequired: 0 });
      expect(ask(free, {})).toMatchObject({
        state: 'proposed',
        approvedAt: null,
      });
    });

    it('ends when it is closed, and goes on when it is opened again', () => {
      const closed = ask(changeOf(), {
        state: 'closed',
        closedAt: at('11:30'),
      });
      expect(closed).toMatchObject({
        state: 'closed',
        closedAt: at('11:30'),
        dueInMs: null,
      });
      const again = changeOf({ closedAt: at('11:30'), state: 'closed' });
      expect(ask(again, {})).toMatchObject({
        state: 'proposed',
        closedAt: null,
        dueInMs: 30_000,
      });
    });
  });

  it('is merged when the host says so, and stays approved', () => {
    const approved = changeOf({ approvedAt: at('09:00') });
    expect(
      ask(approved, { state: 'merged', mergedAt: at('10:00') }),
    ).toMatchObject({
      state: 'merged',
      approvedAt: at('09:00'),
      mergedAt: at('10:00'),
      dueInMs: 60_000,
    });
  });

  it('takes all steps at once where all have happened', () => {
    const progress = advanceJourney(
      changeOf(),
      {
        pull: pullOf({
          state: 'merged',
          mergedAt: at('10:00'),
          approvers: ['bert', 'chris'],
        }),
        sightings: {
          ...nothing,
          schedules: [scheduleOf({ createdAt: at('10:01').toISOString() })],
          goodRuns: [runOf()],
        },
        clusters: new Map(),
      },
      now,
    );
    expect(progress).toMatchObject({
      state: 'first_run_good',
      approvedAt: now,
      mergedAt: at('10:00'),
      appliedAt: now,
      acceptedAt: now,
      firstRunGoodAt: now,
      dueInMs: null,
    });
  });

  describe('once it is merged', () => {
    it.each([
      ['is not there', []],
      ['is of another change', [scheduleOf({ change: 'other' })]],
      ['is not marked', [scheduleOf({ change: null })]],
      ['has another cron', [scheduleOf({ cron: '5 5 * * *' })]],
      ['is paused', [scheduleOf({ paused: true })]],
      [
        'takes other namespaces',
        [
          scheduleOf({
            scope: { ...scheduleOf().scope, includedNamespaces: ['other'] },
          }),
        ],
      ],
      [
        'is being deleted',
        [scheduleOf({ deletedAt: at('11:00').toISOString() })],
      ],
      ['has another name', [scheduleOf({ name: 'other' })]],
    ])('is not applied while the schedule %s', (_, schedules) => {
      expect(see(changeOf(merged), schedules)).toMatchObject({
        state: 'merged',
        appliedAt: null,
      });
    });

    it.each(['', 'New', 'FailedValidation'])(
      'is applied, not accepted, in the phase %j',
      phase => {
        expect(see(changeOf(merged), [scheduleOf({ phase })])).toMatchObject({
          state: 'applied',
          appliedAt: now,
          acceptedAt: null,
        });
      },
    );

    it('is accepted once Velero enabled it', () => {
      expect(see(changeOf(merged), [scheduleOf()])).toMatchObject({
        state: 'accepted',
        acceptedAt: now,
        firstRunGoodAt: null,
      });
    });

    it('needs every schedule that it wrote', () => {
      const two = changeOf({
        ...merged,
        schedules: [
          ...newChange().schedules,
          { ...newChange().schedules[0], name: 'shop-weekly' },
        ],
      });
      expect(see(two, [scheduleOf()]).state).toBe('merged');
      const both = [scheduleOf(), scheduleOf({ name: 'shop-weekly' })];
      expect(see(two, both).state).toBe('accepted');
    });

    it.each([
      ['ran before the merge', { startedAt: at('09:59').toISOString() }],
      ['was copied here', { createdAt: at('11:30').toISOString() }],
      ['is of another schedule', { schedule: 'other' }],
      ['was made by hand', { schedule: null }],
      ['is not complete', { phase: 'PartiallyFailed' }],
      ['did not start', { startedAt: null }],
      ['is being deleted', { deletedAt: at('11:30').toISOString() }],
    ])('counts no backup that %s', (_, rest) => {
      const fresh = scheduleOf({ createdAt: at('10:01').toISOString() });
      expect(see(changeOf(merged), [fresh], [runOf(rest)]).state).toBe(
        'accepted',
      );
      expect(see(changeOf(merged), [fresh], [runOf()]).state).toBe(
        'first_run_good',
      );
    });

    it('counts no run of what the schedule was before it was edited', () => {
      const applied = changeOf({ ...merged, appliedAt: at('11:01') });
      const edited = scheduleOf({ createdAt: at('07:00').toISOString() });
      expect(see(applied, [edited], [runOf()]).state).toBe('accepted');
      const later = runOf({
        startedAt: at('11:02').toISOString(),
        createdAt: at('11:02').toISOString(),
      });
      expect(see(applied, [edited], [later]).state).toBe('first_run_good');
    });

    it('keeps what has happened, whatever is seen later', () => {
      const done = changeOf({
        ...merged,
        appliedAt: at('10:05'),
        acceptedAt: at('10:06'),
      });
      expect(see(done, [])).toMatchObject({
        state: 'accepted',
        appliedAt: at('10:05'),
        acceptedAt: at('10:06'),
      });
    });

    it('ends where there is nothing more to wait for', () => {
      const none = changeOf({ ...merged, schedules: [] });
      expect(see(none, [])).toMatchObject({ state: 'merged', dueInMs: null });
      const [schedule] = newChange().schedules;
      const paused = changeOf({
        ...merged,
        schedules: [{ ...schedule, paused: true }],
      });
      expect(see(paused, [scheduleOf({ paused: true })])).toMatchObject({
        state: 'accepted',
        firstRunGoodAt: null,
        dueInMs: null,
      });
    });

    describe('by what it wrote beside schedules', () => {
      const place = { namespace: 'velero', name: 'one', takes: null };
      const expected = (kind: FollowedKind): ExpectedObject => ({
        ...{ ...place, kind, specHash: 'written' },
      });
      const seeObject = (kind: FollowedKind, fact: object) => {
        const specHash = 'written';
        const object = {
          kind,
          fact: {
            ...{ namespace: 'velero', name: 'one', specHash },
            ...{ createdAt: at('10:01').toISOString(), ...fact },
          },
        } as SightedObject;
        return advanceJourney(
          changeOf({ ...merged, schedules: [], objects: [expected(kind)] }),
          {
            pull: 'unchanged',
            sightings: { ...nothing, objects: [object] },
            clusters: new Map(),
          },
          now,
        );
      };
      const old = { createdAt: at('07:00').toISOString() };
      const compared = { syncStatus: 'Synced', conditions: [] };
      const condition = (type: string, status: string) => ({ type, status });

      it.each<[string, FollowedKind, object, string, boolean]>([
        [
          'before it was changed',
          'ObjectStore',
          { specHash: 'old' },
          'merged',
          false,
        ],
        ['of another name', 'ObjectStore', { name: 'two' }, 'merged', false],
        ['of which no controller tells', 'ObjectStore', {}, 'applied', true],
        [
          'of which no controller tells',
          'LonghornRecurringJob',
          {},
          'applied',
          true,
        ],
        ['of which no controller tells', 'AppProject', {}, 'applied', true],
        [
          'not validated',
          'BackupStorageLocation',
          { phase: '' },
          'applied',
          false,
        ],
        [
          'out of reach',
          'BackupStorageLocation',
          { phase: 'Unavailable' },
          'applied',
          false,
        ],
        [
          'in reach',
          'BackupStorageLocation',
          { phase: 'Available' },
          'accepted',
          true,
        ],
        [
          'edited, and validated before that',
          'BackupStorageLocation',
          {
            ...old,
            phase: 'Available',
            lastValidatedAt: at('11:59').toISOString(),
          },
          'applied',
          false,
        ],
        [
          'edited, and validated since',
          'BackupStorageLocation',
          {
            ...old,
            phase: 'Available',
            lastValidatedAt: at('12:01').toISOString(),
          },
          'accepted',
          true,
        ],
        [
          'not planned',
          'PostgresScheduledBackup',
          { error: null, nextScheduledAt: null },
          'applied',
          false,
        ],
        [
          'planned',
          'PostgresScheduledBackup',
          { error: null, nextScheduledAt: at('13:00') },
          'accepted',
          true,
        ],
        [
          'not available',
          'LonghornBackupTarget',
          { isAvailable: false },
          'applied',
          false,
        ],
        [
          'available',
          'LonghornBackupTarget',
          { isAvailable: true },
          'accepted',
          true,
        ],
        [
          'not compared',
          'Application',
          { ...compared, syncStatus: '' },
          'applied',
          false,
        ],
        [
          'refused',
          'Application',
          { ...compared, conditions: [condition('InvalidSpecError', '')] },
          'applied',
          false,
        ],
        [
          'compared',
          'Application',
          { ...compared, syncStatus: 'OutOfSync' },
          'accepted',
          true,
        ],
        [
          'failing',
          'ApplicationSet',
          { conditions: [condition('ErrorOccurred', 'True')] },
          'applied',
          false,
        ],
        [
          'up to date',
          'ApplicationSet',
          { conditions: [condition('ResourcesUpToDate', 'True')] },
          'accepted',
          true,
        ],
        [
          'not reconciled since',
          'Kustomization',
          {
            generation: 2,
            settledGeneration: 1,
            conditions: [condition('Ready', 'True')],
          },
          'applied',
          false,
        ],
        [
          'ready',
          'Kustomization',
          {
            generation: 2,
            settledGeneration: 2,
            conditions: [condition('Ready', 'True')],
          },
          'accepted',
          true,
        ],
      ])('%s: %s', (_, kind, fact, state, isOver) => {
        const progress = seeObject(kind, fact);
        expect(progress.state).toBe(state);
        expect(progress.dueInMs === null).toBe(isOver);
      });

      it.each<[string, SightedObject[], FollowedKind[], string]>([
        ['still there', [gone('Schedule')], ['Schedule'], 'merged'],
        ['not known to be gone', [], [], 'merged'],
        ['gone', [], ['Schedule'], 'applied'],
      ])(
        'a schedule that was taken away, %s',
        (_, objects, knownKinds, state) => {
          const takenAway = changeOf({
            ...merged,
            schedules: [],
            objects: [{ ...expected('Schedule'), specHash: null }],
          });
          const progress = advanceJourney(
            takenAway,
            {
              pull: 'unchanged',
              sightings: { ...nothing, objects, knownKinds },
              clusters: new Map(),
            },
            now,
          );
          expect(progress.state).toBe(state);
          expect(progress.dueInMs === null).toBe(state === 'applied');
        },
      );
    });

    it.each([
      [0, 5_000],
      [3_599, 5_000],
      [3_600, 60_000],
      [7 * 86_400, 3_600_000],
      [100 * 86_400, null],
    ])('%i s after the merge it looks again in %s ms', (seconds, dueInMs) => {
      const mergedAt = new Date(now.getTime() - seconds * 1000);
      expect(see(changeOf({ mergedAt, state: 'merged' }), []).dueInMs).toBe(
        dueInMs,
      );
    });
  });
});
