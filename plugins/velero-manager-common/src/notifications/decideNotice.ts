import { type NoticeAspect, noticeRule, type Standing } from './noticeTable';

const MINUTE_MS = 60_000;

/** How long what is new must last before people are told of it. @public */
export interface NoticeTiming {
  /** A state must have lasted for so long: most of what flickers is over by then. */
  settleMs: number;
  /** People are told at the latest after so long, whatever flickers. */
  settleAtMostMs: number;
  /** UNKNOWN is told when it has lasted for so long. */
  unknownAfterMs: number;
  /** For so long after the first verdict on a subject nobody is told of it. */
  quietMs: number;
}

/** The timing that people should rely on. @public */
export const defaultNoticeTiming: NoticeTiming = {
  settleMs: 60_000,
  settleAtMostMs: 10 * 60_000,
  unknownAfterMs: 30 * 60_000,
  quietMs: 10 * 60_000,
};

/** One aspect of a subject as it stands, beside what people were told of it. @public */
export interface NoticeSituation {
  aspect: NoticeAspect;
  /** The state that people were last told of or could know; `null` for a new subject. */
  told: string | null;
  state: string;
  /** Since when it is in this state. */
  since: Date;
  /** When the first change happened of which nothing was made yet. */
  pendingSince: Date;
  /** Whether it is not known because a cluster is silent, of which people are told already. */
  isSilent: boolean;
  /** Nobody is told anything before; `null`: no such moment. */
  quietUntil: Date | null;
  now: Date;
}

/**
 * What is to be done: `tell` people of the state; `wait` and decide again;
 * `keep` quiet, where `told` is what counts as known to them from now on.
 *
 * @public
 */
export type NoticeDecision =
  | { action: 'tell' }
  | { action: 'wait'; until: Date }
  | { action: 'keep'; told: string | null };

/**
 * Decides whether people are told of how an aspect of a subject stands.
 *
 * @remarks
 * It compares what they were told with what is, and never looks at the way
 * between: a state that came and went is no news, and a change that could not
 * be told in time is told as what has become of it. Order: a new subject,
 * nothing to act on, nothing new, silence, waiting, telling.
 *
 * @public
 */
export function decideNotice(
  situation: NoticeSituation,
  timing: NoticeTiming,
): NoticeDecision {
  const { aspect, told, state, isSilent, now } = situation;
  const { standing } = noticeRule(aspect, state);
  if (told === null) {
    return settleFirst(situation, { standing, timing });
  }
  const before = noticeRule(aspect, told).standing;
  if (standing === 'passing' || state === told) {
    return { action: 'keep', told };
  }
  if (standing === 'good' && (before === 'good' || before === 'passing')) {
    return { action: 'keep', told: state };
  }
  if (standing === 'unknown' && isSilent) {
    const until = new Date(now.getTime() + timing.unknownAfterMs);
    return { action: 'wait', until };
  }
  const until = tellableAt(situation, { standing, timing });
  return now < until ? { action: 'wait', until } : { action: 'tell' };
}

/** What is first known of a subject is where news of it start from. */
function settleFirst(
  { state, pendingSince, now }: NoticeSituation,
  { standing, timing }: { standing: Standing; timing: NoticeTiming },
): NoticeDecision {
  if (standing === 'passing' || standing === 'unknown') {
    return { action: 'keep', told: null };
  }
  const until = new Date(pendingSince.getTime() + timing.quietMs);
  return now < until
    ? { action: 'wait', until }
    : { action: 'keep', told: state };
}

function tellableAt(
  { aspect, since, pendingSince, quietUntil }: NoticeSituation,
  { standing, timing }: { standing: Standing; timing: NoticeTiming },
): Date {
  const lasting =
    standing === 'unknown'
      ? since.getTime() + timing.unknownAfterMs
      : Math.min(
          since.getTime() + timing.settleMs,
          pendingSince.getTime() + timing.settleAtMostMs,
        );
  const until = Math.max(lasting, quietUntil?.getTime() ?? lasting);
  // A network that fails takes many clusters along: they are told together.
  return new Date(
    aspect === 'contact' ? Math.ceil(until / MINUTE_MS) * MINUTE_MS : until,
  );
}
