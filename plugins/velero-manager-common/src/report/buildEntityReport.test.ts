import { entityReportSchema } from '../api';
import { EntityFacts } from '../facts';
import { assessEntity, SILENT_AFTER_MS } from '../health';
import {
  application,
  at,
  cluster,
  contact,
  entity,
  kustomization,
  namespace,
  openRun,
  run,
  schedule,
  located,
} from '../health/__fixtures__/facts';
import { buildEntityReport } from './buildEntityReport';

const noon = new Date(at('12:00'));
const report = (facts: EntityFacts, now = noon) =>
  entityReportSchema.parse(
    buildEntityReport({
      facts,
      assessment: assessEntity(facts, { now }),
      subject: 'subject-1',
      now,
      silentAfterMs: SILENT_AFTER_MS,
      pastRuns: [],
      changes: [],
    }),
  );
const yesterday = '2026-11-19';

describe('buildEntityReport', () => {
  it('tells all that the card shows', () => {
    const built = report(
      entity({
        syncObjects: [
          located('argo', application()),
          located('prod-1', kustomization()),
        ],
        otherContacts: { argo: contact() },
      }),
    );
    expect(built).toMatchObject({
      entityRef: 'component:default/shop',
      subject: 'subject-1',
      asOf: at('12:00'),
      protection: {
        state: 'HEALTHY',
        lastKnown: null,
        validUntil: at('12:05'),
      },
      sync: { state: 'SYNCED' },
      running: false,
      lastGood: {
        at: at('02:00'),
        engine: 'velero',
        backup: 'daily-20261120020000',
      },
      objective: { rpoSeconds: 86_400, source: 'derived' },
      nextRun: {
        at: at('02:00', '2026-11-21'),
        schedule: 'prod-1/velero/daily',
      },
      coverage: { protected: 1, needed: 1, atLeast: false },
      verified: { state: 'UNKNOWN', at: null },
      rto: null,
      units: [
        {
          id: 'prod-1/shop/objects',
          kind: 'objects',
          engine: 'velero',
          name: 'shop',
          schedules: ['prod-1/velero/daily'],
          lastGoodAt: at('02:00'),
          remedy: null,
        },
      ],
      clusters: [
        {
          name: 'prod-1',
          environment: 'production',
          contact: { state: 'connected' },
        },
        { name: 'argo', environment: null, contact: { state: 'connected' } },
      ],
    });
    expect(built.schedules).toMatchObject([
      {
        id: 'prod-1/velero/daily',
        cron: '0 2 * * *',
        zone: null,
        storageLocation: 'default',
        lastRun: {
          slot: at('02:00'),
          outcome: 'good',
          backup: 'daily-20261120020000',
        },
        lastGoodAt: at('02:00'),
      },
    ]);
    expect(built.schedules[0].nextRuns.slice(0, 2)).toEqual([
      at('02:00', '2026-11-21'),
      at('02:00', '2026-11-22'),
    ]);
    expect(built.syncObjects).toMatchObject([
      {
        kind: 'Application',
        revision: 'aaa',
        repository: 'https://github.com/your-org/shop',
        lastSyncedAt: at('11:00'),
      },
      {
        kind: 'Kustomization',
        revision: 'main@sha1:aaa',
        repository: 'GitRepository flux-system/fleet',
        lastSyncedAt: at('11:55'),
      },
    ]);
  });

  it('shows a silent cluster as unknown, with what was known beside', () => {
    const facts = entity({
      clusters: [
        cluster({
          contact: contact({
            lastContactAt: at('11:00'),
            failure: 'connection refused',
          }),
        }),
      ],
    });
    const built = report(facts);
    const silent = {
      state: 'UNKNOWN',
      reason: 'cluster_silent',
      message:
        "No contact with cluster 'prod-1' since 2026-11-20T11:00Z: connection refused.",
      lastKnown: { state: 'HEALTHY' },
    };
    expect(built.protection).toMatchObject(silent);
    expect(built.units[0].protection).toMatchObject(silent);
    expect(built.schedules[0].protection).toMatchObject(silent);
    expect(built.coverage).toMatchObject({
      protected: 0,
      needed: 1,
      atLeast: true,
    });
    expect(built.clusters[0].contact).toEqual({
      state: 'silent',
      lastContactAt: at('11:00'),
      message: 'connection refused',
    });
  });

  it('never lets a silent cluster hide what is known to be critical', () => {
    const built = report(
      entity({
        namespaces: [
          { cluster: 'prod-1', namespace: 'shop' },
          { cluster: 'prod-2', namespace: 'shop' },
        ],
        clusters: [
          cluster({ contact: contact({ lastContactAt: null }) }),
          cluster({ name: 'prod-2', runs: [] }),
        ],
      }),
    );
    expect(built.protection).toMatchObject({
      state: 'CRITICAL',
      reason: 'never_backed_up',
    });
    expect(built.clusters[0].contact.state).toBe('never');
    expect(built.lastGood).toBeNull();
  });

  it('names clusters that nobody defined', () => {
    const built = report(
      entity({ namespaces: [], clusters: [], unknownClusters: ['prod-9'] }),
    );
    expect(built.protection).toMatchObject({
      state: 'UNKNOWN',
      reason: 'unknown_cluster',
    });
    expect(built.sync).toBeNull();
    expect(built.nextRun).toBeNull();
    expect(built.clusters).toEqual([
      {
        name: 'prod-9',
        environment: null,
        contact: {
          state: 'unwatched',
          lastContactAt: null,
          message: 'No cluster of this name is known.',
        },
      },
    ]);
  });

  const strip = (facts: EntityFacts, now = noon) =>
    report(facts, now).runs.map(r => `${r.slot.slice(5, 16)} ${r.outcome}`);
  const hourly = (changes = {}) =>
    schedule({ cron: '0 * * * *', createdAt: at('04:30'), ...changes });

  it('shows runs at their slots, and the slots between them that were lost', () => {
    const runs = [
      openRun('2026-11-20T11:00:20.000Z'),
      run('2026-11-20T10:30:00.000Z', { schedule: null, name: 'by-hand' }),
      run('2026-11-20T10:00:30.000Z', { phase: 'PartiallyFailed', errors: 2 }),
      run('2026-11-20T08:00:30.000Z', {
        phase: 'Failed',
        completedAt: at('08:20'),
      }),
      run('2026-11-20T06:00:30.000Z', { completedAt: at('07:20') }),
      run('2026-11-20T05:00:30.000Z'),
    ];
    const facts = entity({
      clusters: [cluster({ schedules: [hourly()], runs })],
    });
    expect(strip(facts)).toEqual([
      '11-20T05:00 good',
      '11-20T06:00 good',
      '11-20T07:00 skipped',
      '11-20T08:00 failed',
      '11-20T09:00 missed',
      '11-20T10:00 partial',
      '11-20T10:30 good',
      '11-20T11:00 running',
    ]);
    const { runs: shown, running } = report(facts);
    expect(running).toBe(true);
    expect(shown[5]).toMatchObject({
      message: '2 errors and 0 warnings',
      schedule: 'prod-1/velero/daily',
    });
    expect(shown[6]).toMatchObject({ backup: 'by-hand', schedule: null });
  });

  it.each([
    ['missed', {}],
    ['paused', { paused: true }],
  ])('shows slots since the last run as %s', (outcome, changes) => {
    const runs = [run(at('10:00')), run(at('09:00'))];
    expect(
      strip(
        entity({ clusters: [cluster({ schedules: [hourly(changes)], runs })] }),
        new Date(at('12:30')),
      ),
    ).toEqual([
      '11-20T09:00 good',
      '11-20T10:00 good',
      `11-20T11:00 ${outcome}`,
      `11-20T12:00 ${outcome}`,
    ]);
  });

  it('shows every slot of a schedule that never ran, once its grace is over', () => {
    const facts = entity({
      clusters: [
        cluster({ schedules: [hourly({ createdAt: at('09:30') })], runs: [] }),
      ],
    });
    expect(strip(facts, new Date(at('12:05')))).toEqual([
      '11-20T10:00 missed',
      '11-20T11:00 missed',
    ]);
  });

  it('does not claim to know what may have expired', () => {
    const runs = [run(at('02:00')), run(at('02:00', '2026-11-17'))];
    expect(strip(entity({ clusters: [cluster({ runs })] }))).toEqual([
      '11-17T02:00 good',
      '11-18T02:00 unknown',
      '11-19T02:00 unknown',
      '11-20T02:00 good',
    ]);
    expect(
      strip(
        entity({
          clusters: [cluster({ runs: [], namespaces: [namespace()] })],
        }),
      )[0],
    ).toBe('10-22T02:00 missed');
    expect(
      strip(
        entity({
          clusters: [cluster({ runs: [run(at('02:00', '2026-10-15'))] })],
        }),
      ).slice(0, 2),
    ).toEqual(['10-22T02:00 missed', '10-23T02:00 missed']);
  });

  it('shows thirty at most, the newest', () => {
    const runs = Array.from({ length: 40 }, (_, i) =>
      run(
        new Date(
          Date.parse(at('02:00', yesterday)) - i * 3_600_000,
        ).toISOString(),
        { schedule: null, name: `m-${i}` },
      ),
    );
    const shown = strip(
      entity({ clusters: [cluster({ schedules: [], runs })] }),
    );
    expect(shown).toHaveLength(30);
    expect(shown.at(-1)).toBe('11-19T02:00 good');
  });
});
