import { entityReportSchema } from '../api';
import { EntityFacts } from '../facts';
import { assessEntity, SILENT_AFTER_MS } from '../health';
import {
  at,
  cluster,
  contact,
  entity,
  kind,
  namespace,
  run,
  schedule,
  scope,
} from '../health/__fixtures__/facts';
import { parseIntent } from '../intents';
import { buildEntityReport } from './buildEntityReport';

const now = new Date(at('12:00'));
const report = (facts: EntityFacts) =>
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
const of = (changes: Parameters<typeof cluster>[0]) =>
  report(entity({ clusters: [cluster(changes)] })).remedy;

const night = {
  environment: 'production',
  cluster: 'prod-1',
  scope: 'shop',
  frequency: 'daily',
  cron: '22 2 * * *',
  includedNamespaces: ['shop'],
  retention: '30d',
};
const paused = schedule({ paused: true });
const resumed = {
  environment: 'production',
  cluster: 'prod-1',
  existing: 'daily',
  paused: false,
};
const old = [run(at('02:00', '2026-11-01'))];

describe('the remedy of a service', () => {
  it.each([
    [
      'a schedule, where nothing covers it',
      { schedules: [] },
      { action: 'add_schedule', intent: 'schedule:save', values: night },
    ],
    [
      'the paused schedule resumed',
      { schedules: [paused] },
      { action: 'resume_schedule', intent: 'schedule:pause', values: resumed },
    ],
    [
      'the paused schedule resumed, although its last run is too old',
      { schedules: [paused], runs: old },
      { action: 'resume_schedule', intent: 'schedule:pause', values: resumed },
    ],
    [
      'the paused schedule resumed, although nothing was ever backed up',
      { schedules: [paused], runs: [] },
      { action: 'resume_schedule', intent: 'schedule:pause', values: resumed },
    ],
    [
      'the schedule whose cron text cannot be read, to be corrected',
      {
        schedules: [
          schedule({
            cron: '0 25 * * *',
            scope: scope({
              includedNamespaces: [],
              excludedNamespaces: ['kube-system'],
              ttlSeconds: 86_400,
            }),
          }),
        ],
      },
      {
        action: 'correct_schedule',
        intent: 'schedule:save',
        values: {
          environment: 'production',
          cluster: 'prod-1',
          existing: 'daily',
          cron: '0 25 * * *',
          includedNamespaces: ['*'],
          excludedNamespaces: ['kube-system'],
          retention: '1d',
        },
      },
    ],
    [
      'its cluster onboarded, where Velero is not installed',
      { kinds: { ...cluster().kinds, Schedule: kind({ state: 'absent' }) } },
      {
        action: 'onboard_cluster',
        intent: 'cluster:onboard',
        values: { environment: 'production', cluster: 'prod-1' },
      },
    ],
  ] as const)('is %s', (_, changes, remedy) => {
    expect(of(changes as Parameters<typeof cluster>[0])).toEqual(remedy);
  });

  it.each([
    ['it is healthy', {}],
    ['its last run failed', { runs: [run(at('02:00'), { phase: 'Failed' })] }],
    [
      'Velero refuses its schedule for something else than when it runs',
      {
        schedules: [
          schedule({
            phase: 'FailedValidation',
            validationErrors: ['the storage location does not exist'],
          }),
        ],
      },
    ],
    [
      'the objective is missed although a schedule is enabled beside the paused',
      { schedules: [paused, schedule({ name: 'weekly' })], runs: old },
    ],
    [
      'a label keeps the namespace out of every backup',
      {
        namespaces: [
          namespace({ labels: { 'velero.io/exclude-from-backup': 'true' } }),
        ],
        schedules: [],
      },
    ],
    [
      'its cluster is silent, whatever was known',
      {
        contact: contact({
          lastContactAt: at('11:00'),
          failure: 'connection refused',
        }),
        schedules: [],
      },
    ],
  ] as const)('is none where %s', (_, changes) => {
    expect(of(changes as Parameters<typeof cluster>[0])).toBeNull();
  });

  it('leaves out what is not known', () => {
    const remedy = of({
      environment: null,
      schedules: [schedule({ cron: 'x', scope: scope({ ttlSeconds: 5 }) })],
    });
    expect(remedy?.values).toEqual({
      cluster: 'prod-1',
      existing: 'daily',
      cron: 'x',
      includedNamespaces: scope().includedNamespaces,
    });
  });

  it('is one schedule for all namespaces that have none, by the strictest objective', () => {
    const built = report(
      entity({
        claims: { ...entity().claims, rpoSeconds: 3_600 * 4 },
        namespaces: ['shop', 'shop-jobs', 'web'].map(name => ({
          cluster: 'prod-1',
          namespace: name,
        })),
        clusters: [
          cluster({
            namespaces: ['shop', 'shop-jobs', 'web'].map(name =>
              namespace({ name, uid: name }),
            ),
            schedules: [
              schedule({ scope: scope({ includedNamespaces: ['web'] }) }),
            ],
          }),
        ],
      }),
    );
    const [first, second, third] = built.units.map(({ remedy }) => remedy);
    expect(first?.values).toMatchObject({
      scope: 'shop',
      frequency: 'hourly',
      includedNamespaces: ['shop', 'shop-jobs'],
    });
    expect([second, third]).toEqual([first, null]);
  });

  it('is that of the worst unit which has one', () => {
    const built = report(
      entity({
        namespaces: [
          { cluster: 'prod-1', namespace: 'shop' },
          { cluster: 'prod-2', namespace: 'shop' },
        ],
        clusters: [
          cluster({ schedules: [paused], runs: old }),
          cluster({ name: 'prod-2', schedules: [] }),
        ],
      }),
    );
    expect(built.units.map(({ protection }) => protection.state)).toEqual([
      'CRITICAL',
      'UNPROTECTED',
    ]);
    expect(built.remedy).toEqual(built.units[0].remedy);
  });

  it('is an intent that only lacks what it leaves to a person', () => {
    for (const changes of [{ schedules: [] }, { schedules: [paused] }]) {
      const remedy = of(changes);
      expect(
        parseIntent({ kind: remedy?.intent, ...remedy?.values }),
      ).toMatchObject({ ok: true });
    }
  });
});
