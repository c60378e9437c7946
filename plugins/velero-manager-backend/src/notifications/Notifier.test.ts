import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { defaultNoticeTiming } from '@velero-manager/backstage-plugin-velero-manager-common';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import type { Outbox, OutboxItem } from '../store';
import { Notifier, NotifierOptions } from './Notifier';

const NOW = new Date('2026-11-26T12:00:00Z');
const MINUTE = 60_000;
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE);
const ahead = (minutes: number) => ago(-minutes);

function item(rest: Partial<OutboxItem> & { to?: string } = {}): OutboxItem {
  const key = { type: 'entity', ref: 'component:default/shop' } as const;
  const { aspect = 'protection', to = 'CRITICAL' } = rest;
  const at = ago(5).toISOString();
  return {
    ...key,
    consumer: 'notifications',
    subjectId: 'id',
    aspect,
    title: 'Shop',
    owner: 'group:default/team-a',
    told: 'HEALTHY',
    transition: {
      ...key,
      ...{ id: 1, subjectId: 'id', aspect, from: 'HEALTHY', to },
      ...{ reason: 'x', message: 'A backup is missing.', at },
    },
    pendingSince: ago(5),
    attempts: 0,
    isSilent: false,
    now: NOW,
    ticket: 't',
    ...rest,
  };
}

/** An outbox with some items, and what became of them. */
function scripted(items: OutboxItem[], quietUntil = ago(60)) {
  const ends: [string, unknown][] = [];
  const outbox: Outbox = {
    attend: async () => ({ quietUntil }),
    dismiss: async () => {},
    claim: async () => items,
    settle: async (_, told) => void ends.push(['settled', told]),
    postpone: async (_, until) => void ends.push(['postponed', until]),
    retry: async (_, until) => void ends.push(['failed', until]),
  };
  return { outbox, ends };
}

async function run(
  items: OutboxItem[],
  options: Partial<NotifierOptions> & { quietUntil?: Date } = {},
) {
  const { outbox, ends } = scripted(items, options.quietUntil);
  const sent: NotificationSendOptions[] = [];
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const notifier = Notifier.create({
    outbox,
    notifications: { send: async one => void sent.push(one) },
    clusters: 'group:default/platform',
    timing: defaultNoticeTiming,
    clock,
    logger,
    ...options,
  });
  const working = notifier.workOnce(10);
  await clock.advance(20_000);
  const worked = await working;
  return { sent, ends, worked, clock, logger };
}

describe('Notifier', () => {
  it('tells the owner what became of a service, and remembers it', async () => {
    const { sent, ends, worked, clock } = await run([item()]);
    expect(worked).toBe(1);
    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/team-a' },
        payload: {
          title: "The backup of 'Shop' is critical",
          description: 'A backup is missing.',
          link: '/catalog/default/component/shop',
          severity: 'critical',
          topic: 'Backup & sync',
          scope: 'id:protection',
        },
      },
    ]);
    expect(ends).toEqual([['settled', 'CRITICAL']]);
    expect(clock.pending).toBe(0);
  });

  it('tells the configured group of clusters, once for a silent one', async () => {
    const silent = item({
      ...{ type: 'cluster', ref: 'one', title: 'One', owner: null },
      ...{ aspect: 'contact', told: 'connected', to: 'silent' },
    });
    const inIt = ['a', 'b', 'c'].map(subjectId =>
      item({ subjectId, to: 'UNKNOWN', isSilent: true }),
    );
    const { sent, ends } = await run([silent, ...inIt]);
    expect(sent.map(one => [one.recipients, one.payload.title])).toEqual([
      [
        { type: 'entity', entityRef: 'group:default/platform' },
        "There is no contact with cluster 'One'",
      ],
    ]);
    expect(ends.filter(([end]) => end === 'postponed')).toHaveLength(3);
  });

  it('tells at once of many clusters that are lost at once', async () => {
    const lost = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        item({
          ...{ type: 'cluster', ref: `c${i}`, title: `C${i}`, owner: null },
          ...{ aspect: 'contact', told: 'connected', to: 'silent' },
        }),
      );
    const many = await run([...lost(300), item()]);
    expect(many.sent.map(({ payload }) => payload.title)).toEqual([
      'There is no contact with 300 clusters',
      "The backup of 'Shop' is critical",
    ]);
    expect(many.ends.filter(([, told]) => told === 'silent')).toHaveLength(300);
    const few = await run(lost(5));
    expect(few.sent).toHaveLength(5);
  });

  it('tries no more for now when a whole round has failed', async () => {
    const send = jest.fn().mockRejectedValue(new Error('away'));
    const items = Array.from({ length: 20 }, () => item());
    const { ends, logger } = await run(items, { notifications: { send } });
    expect(send).toHaveBeenCalledTimes(4);
    expect(ends).toEqual(items.map(() => ['failed', ahead(1)]));
    expect(logger.warn).toHaveBeenCalledWith(
      'Could not send 20 notification(s), trying again later',
      new Error('away'),
    );
  });

  it('tells nobody where there is nobody to tell, and goes on', async () => {
    const { sent, ends } = await run(
      [item({ owner: null }), item({ type: 'cluster', ref: 'one' })],
      { clusters: null },
    );
    expect(sent).toEqual([]);
    expect(ends).toEqual([
      ['settled', 'CRITICAL'],
      ['settled', 'CRITICAL'],
    ]);
  });

  it('keeps quiet after a cold start, without forgetting', async () => {
    const { sent, ends } = await run([item()], { quietUntil: ahead(8) });
    expect(sent).toEqual([]);
    expect(ends).toEqual([['postponed', ahead(8)]]);
  });

  it.each([
    [0, 1],
    [1, 2],
    [5, 32],
    [6, 60],
    [50, 60],
  ])('after %d failures waits %d minutes', async (attempts, minutes) => {
    const { ends, logger } = await run([item({ attempts })], {
      notifications: {
        send: async () => {
          throw new Error('Request failed with status 500');
        },
      },
    });
    expect(ends).toEqual([['failed', ahead(minutes)]]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('gives up on a send that hangs, and sends the others', async () => {
    const sent: string[] = [];
    const { ends } = await run([item(), item({ subjectId: 'other' })], {
      notifications: {
        send: ({ payload }) => {
          sent.push(String(payload.scope));
          return sent.length === 1 ? new Promise(() => {}) : Promise.resolve();
        },
      },
    });
    expect(sent).toEqual(['id:protection', 'other:protection']);
    expect(ends).toEqual([
      ['settled', 'CRITICAL'],
      ['failed', ahead(1)],
    ]);
  });
});
