import { protectionStates, syncStates } from '../health/states';
import {
  decideNotice,
  defaultNoticeTiming,
  type NoticeSituation,
} from './decideNotice';
import { noticeRule } from './noticeTable';

const MINUTE = 60_000;
const NOW = new Date('2026-11-26T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE);
const ahead = (minutes: number) => ago(-minutes);

/** A change that happened an hour ago. */
function situation(rest: Partial<NoticeSituation>): NoticeSituation {
  return {
    aspect: 'protection',
    told: 'HEALTHY',
    state: 'CRITICAL',
    since: ago(60),
    pendingSince: ago(60),
    isSilent: false,
    quietUntil: null,
    now: NOW,
    ...rest,
  };
}

const decide = (rest: Partial<NoticeSituation>) =>
  decideNotice(situation(rest), defaultNoticeTiming);

const TELL = { action: 'tell' };
const keep = (told: string | null) => ({ action: 'keep', told });
const wait = (until: Date) => ({ action: 'wait', until });

describe('decideNotice', () => {
  it.each<[string, Partial<NoticeSituation>, object]>([
    ['tells that it turned bad', {}, TELL],
    ['tells that it turned worse', { told: 'DEGRADED' }, TELL],
    [
      'tells that it is less bad',
      { told: 'CRITICAL', state: 'DEGRADED' },
      TELL,
    ],
    [
      'tells that it is well again',
      { told: 'CRITICAL', state: 'HEALTHY' },
      TELL,
    ],
    [
      'tells that it is known again, and well',
      { told: 'UNKNOWN', state: 'HEALTHY' },
      TELL,
    ],
    ['tells nothing twice', { told: 'CRITICAL' }, keep('CRITICAL')],
    [
      'does not tell what passes by itself, and remembers what was told',
      { told: 'CRITICAL', state: 'PENDING' },
      keep('CRITICAL'),
    ],
    [
      'does not tell that it turned from passing to good',
      { told: 'PENDING', state: 'HEALTHY' },
      keep('HEALTHY'),
    ],
    [
      'does not tell that what is good is exempt',
      { told: 'HEALTHY', state: 'EXEMPT' },
      keep('EXEMPT'),
    ],
    [
      'waits until a state has lasted',
      { since: ago(0.5), pendingSince: ago(0.5) },
      wait(ahead(0.5)),
    ],
    [
      'does not wait for ever where it flickers',
      { since: ago(0.5), pendingSince: ago(10) },
      TELL,
    ],
    [
      'waits longer before it tells that it does not know',
      { state: 'UNKNOWN', since: ago(10) },
      wait(ahead(20)),
    ],
    [
      'tells that it has not known for long',
      { state: 'UNKNOWN', since: ago(30) },
      TELL,
    ],
    [
      'leaves it to the message on the cluster that it is silent',
      { state: 'UNKNOWN', isSilent: true },
      wait(ahead(30)),
    ],
    [
      'tells of what is bad although a cluster is silent',
      { isSilent: true },
      TELL,
    ],
    [
      'keeps quiet after a cold start, and does not forget',
      { quietUntil: ahead(7) },
      wait(ahead(7)),
    ],
    ['speaks again after that', { quietUntil: ago(1) }, TELL],
    [
      'does not tell of a new subject',
      { told: null, pendingSince: ago(10) },
      keep('CRITICAL'),
    ],
    [
      'waits for what becomes of a new subject',
      { told: null, since: ago(1), pendingSince: ago(3) },
      wait(ahead(7)),
    ],
    [
      'does not take it for known that a new subject is unknown',
      { told: null, state: 'UNKNOWN' },
      keep(null),
    ],
    [
      'does not take it for known that a new subject is pending',
      { told: null, state: 'PENDING' },
      keep(null),
    ],
    [
      'tells that a cluster turned silent',
      { aspect: 'contact', told: 'connected', state: 'silent' },
      TELL,
    ],
    [
      'tells of clusters at whole minutes, so that many are told together',
      {
        ...{ aspect: 'contact', told: 'connected', state: 'silent' },
        ...{ since: ago(0.75), pendingSince: ago(0.75) },
      },
      wait(ahead(1)),
    ],
    [
      'tells that a cluster answers again',
      { aspect: 'contact', told: 'silent', state: 'connected' },
      TELL,
    ],
    [
      'tells of a sync that failed',
      { aspect: 'sync', told: 'SYNCED', state: 'FAILED' },
      TELL,
    ],
    [
      'does not tell of a sync that is on its way',
      { aspect: 'sync', told: 'SYNCED', state: 'PROGRESSING' },
      keep('SYNCED'),
    ],
    [
      'does not tell of a state that it does not know',
      { state: 'FUTURE' },
      keep('HEALTHY'),
    ],
  ])('%s', (_, rest, expected) => {
    expect(decide(rest)).toEqual(expected);
  });

  it('has people act on the worst states only', () => {
    const bad = (aspect: 'protection' | 'sync', states: readonly string[]) =>
      states.filter(state => noticeRule(aspect, state).standing === 'bad');
    expect(bad('protection', protectionStates)).toEqual([
      'CRITICAL',
      'UNPROTECTED',
      'DEGRADED',
    ]);
    expect(bad('sync', syncStates)).toEqual(['FAILED', 'DRIFTED']);
  });
});
