import fc from 'fast-check';
import { DIALECT_RULES, type CronDialect } from './dialect';
import { nextSlot } from './nextSlot';
import { parseCron } from './parseCron';
import { previousSlot } from './previousSlot';
import { TimeZone } from './TimeZone';

const DIALECTS: CronDialect[] = [
  'robfig-v3',
  'go-cron',
  'robfig-v1',
  'robfig-v1-standard',
  'kubernetes',
];
const ZONES = [
  'UTC',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Monrovia',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

/** Six years of single days, hours and turns; what is below is bounded for any input. */
const MOST_STEPS = 4_000;
/** A hundred searches, most of which end at once. */
const MOST_STEPS_BACK = 60_000;

const field = (min: number, max: number) => {
  const value = fc.integer({ min, max });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('*') },
    { weight: 3, arbitrary: value.map(String) },
    { weight: 1, arbitrary: fc.constant(',') },
    fc
      .tuple(value, value)
      .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    fc.tuple(value, fc.integer({ min: 1, max: 5 })).map(each => each.join('/')),
  );
};
const spec = fc
  .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6))
  .map(fields => fields.join(' '));
const moment = fc.integer({
  min: Date.UTC(1880, 0) / 1_000,
  max: Date.UTC(2200, 0) / 1_000,
});

describe('nextSlot', () => {
  it('takes few steps, whatever the schedule, the zone and the moment', () => {
    fc.assert(
      fc.property(
        spec,
        fc.constantFrom(...DIALECTS),
        fc.constantFrom(...ZONES),
        moment,
        (text, dialect, name, after) => {
          const parsed = parseCron(text, { dialect });
          const zone = TimeZone.of(name);
          if (!parsed.ok || !zone.ok) {
            return;
          }
          const context = {
            schedule: parsed.value.schedule,
            rules: DIALECT_RULES[dialect],
            zone: zone.value,
            cost: { steps: 0 },
          };
          nextSlot(context, after);
          expect(context.cost.steps).toBeLessThan(MOST_STEPS);
          context.cost.steps = 0;
          previousSlot(context, { before: after, notBefore: after - 2e8 });
          expect(context.cost.steps).toBeLessThan(MOST_STEPS_BACK);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('never fails on a text, however odd', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({
            unit: fc.constantFrom(...'0123456789*/-,?@ evryTZ=hms.'),
          }),
        ),
        fc.constantFrom(...DIALECTS),
        (text, dialect) => {
          expect(parseCron(text, { dialect })).toMatchObject({
            ok: expect.any(Boolean),
          });
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
