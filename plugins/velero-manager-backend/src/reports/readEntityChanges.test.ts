import {
  newChange,
  scheduleOfChange,
} from '../changes/__testUtils__/newChange';
import type { ChangeRecord, ExpectedSchedule } from '../store/changeTypes';
import { readEntityChanges } from './readEntityChanges';

const now = new Date('2026-11-21T12:00:00.000Z');

function scheduleOf(included: string[], excluded: string[] = []) {
  const { namespace, name, cron, paused, scope } = scheduleOfChange()
    .fact as ExpectedSchedule;
  return {
    ...{ namespace, name, cron, paused },
    scope: {
      ...scope,
      includedNamespaces: included,
      excludedNamespaces: excluded,
    },
  };
}

const takenAway = (included: string[]) => ({
  ...{ kind: 'Schedule' as const, namespace: 'velero', name: 'shop-daily' },
  ...{ specHash: null, takes: { included, excluded: [] } },
});

async function shownOn(namespace: string, rest: Partial<ChangeRecord>) {
  const change = { ...newChange(), state: 'merged', ...rest } as ChangeRecord;
  const shown = await readEntityChanges(
    { listRecentChanges: async () => [change] },
    { namespaces: [{ cluster: 'prod-01', namespace }], now },
  );
  return shown.length > 0;
}

describe('readEntityChanges', () => {
  it.each<[string, Partial<ChangeRecord>, string[]]>([
    [
      'a schedule of some namespaces',
      { schedules: [scheduleOf(['shop', 'till-*'])] },
      ['shop', 'till-1'],
    ],
    [
      'a schedule of all but one',
      { schedules: [scheduleOf([], ['shop'])] },
      ['till-1', 'web'],
    ],
    [
      'a schedule that is paused',
      {
        intent: { kind: 'schedule:pause', existing: 'shop-daily' },
        schedules: [scheduleOf(['shop'])],
      },
      ['shop'],
    ],
    [
      'a schedule that is taken away',
      {
        intent: { kind: 'schedule:delete', existing: 'shop-daily' },
        schedules: [],
        objects: [takenAway(['web'])],
      },
      ['web'],
    ],
    [
      'a schedule of which nothing is known',
      { intent: { kind: 'schedule:delete' }, schedules: [] },
      ['shop', 'till-1', 'web'],
    ],
    [
      'a database',
      {
        intent: { kind: 'postgres-backup:save', namespace: 'shop' },
        schedules: [],
      },
      ['shop'],
    ],
    [
      'the storage of the cluster',
      { intent: { kind: 'storage-location:save' }, schedules: [] },
      ['shop', 'till-1', 'web'],
    ],
    [
      'a schedule in several clusters, by what it does in this one',
      {
        cluster: 'prod-02',
        schedules: [scheduleOf(['web'])],
        clusters: [
          { cluster: 'prod-02', schedules: [scheduleOf(['web'])] },
          { cluster: 'prod-01', schedules: [scheduleOf(['shop'])] },
        ].map(one => ({
          ...{ ...one, identity: 'x', objects: [], lag: null },
          ...{ appliedAt: null, acceptedAt: null, firstRunGoodAt: null },
        })),
      },
      ['shop'],
    ],
    [
      'another cluster',
      { cluster: 'prod-02', intent: { kind: 'storage-location:save' } },
      [],
    ],
  ])('shows a change of %s', async (_, change, expected) => {
    const shown: string[] = [];
    for (const namespace of ['shop', 'till-1', 'web']) {
      if (await shownOn(namespace, change)) shown.push(namespace);
    }
    expect(shown).toEqual(expected);
  });

  it('says where the journey ends', async () => {
    const paused = [{ ...scheduleOf(['shop']), paused: true }];
    const [change] = await readEntityChanges(
      {
        listRecentChanges: async () => [
          {
            ...newChange(),
            state: 'merged',
            schedules: paused,
          } as ChangeRecord,
        ],
      },
      { namespaces: [{ cluster: 'prod-01', namespace: 'shop' }], now },
    );
    expect(change).toMatchObject({ state: 'merged', goal: 'accepted' });
  });
});
