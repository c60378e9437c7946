import { defaultJudgeSettings } from '../facts';
import { assessCluster } from './assessCluster';
import { assessEntity } from './assessEntity';
import {
  application,
  at,
  cluster,
  contact,
  entity,
  run,
  schedule,
  located,
} from './__fixtures__/facts';

const silentAfterMs = 300_000;
const seenAt = at('10:00');
const longAfter = new Date(at('10:00', '2026-12-20'));

const shop = cluster({
  contact: contact({ lastContactAt: seenAt }),
  schedules: [schedule()],
  runs: [run(at('02:00'))],
});

describe('a cluster that fell silent', () => {
  it('keeps the verdict of its last contact, however much time passes', () => {
    const facts = entity({ clusters: [shop] });
    const then = assessEntity(facts, { now: new Date(seenAt), silentAfterMs });
    const later = assessEntity(facts, { now: longAfter, silentAfterMs });

    expect(then.units[0].verdict.state).toBe('HEALTHY');
    expect(later.units[0].verdict).toEqual({
      ...then.units[0].verdict,
      validUntil: null,
    });
    expect(later.schedules.map(({ verdict }) => verdict.validUntil)).toEqual([
      null,
    ]);
    expect(later.validUntil).toBeNull();
  });

  it('gets worse with time while it is seen', () => {
    const seen = cluster({
      ...shop,
      contact: contact({ lastContactAt: longAfter.toISOString() }),
    });
    const later = assessEntity(entity({ clusters: [seen] }), {
      now: longAfter,
      silentAfterMs,
    });
    expect(later.units[0].verdict.state).not.toBe('HEALTHY');
  });

  it('keeps the verdict of sync objects that another cluster holds', () => {
    const facts = entity({
      syncObjects: [located('hub', application())],
      otherContacts: { hub: contact({ lastContactAt: seenAt }) },
    });
    const [synced] = assessEntity(facts, {
      now: longAfter,
      silentAfterMs,
    }).syncObjects;
    expect(synced.verdict).toMatchObject({ state: 'SYNCED', validUntil: null });
  });

  it('is not looked at again by the clock', () => {
    const judged = assessCluster(
      { facts: shop, syncObjects: [], settings: defaultJudgeSettings },
      { now: longAfter, silentAfterMs },
    );
    expect(judged.parts[0].protection?.state).toBe('HEALTHY');
    expect(judged.validUntil).toBeNull();
  });
});
