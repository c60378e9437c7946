import type { LoadSubjects } from '../assess';
import type { Clock } from '../kubernetes';
import type { DueList, Transition } from '../store';
import type { Meters } from './createMeters';

/** A due list that counts the transitions that come of what is judged. @internal */
export function meterDueList(
  dueList: DueList,
  { transitions: counter }: Pick<Meters, 'transitions'>,
): DueList {
  const counted = (transitions: Transition[]) => {
    for (const { type, aspect, to } of transitions) {
      counter.add(1, { type, aspect, to });
    }
    return transitions;
  };
  return {
    markSilence: () => dueList.markSilence(),
    claim: options => dueList.claim(options),
    complete: async (subject, assessment) =>
      counted(await dueList.complete(subject, assessment)),
    completeAll: async judged => counted(await dueList.completeAll(judged)),
    release: (subject, options) => dueList.release(subject, options),
    nextDueInMs: () => dueList.nextDueInMs(),
  };
}

/** Loads subjects so that judging each of them is timed. @internal */
export function meterAssessments(
  load: LoadSubjects,
  options: { meters: Pick<Meters, 'assessments'>; clock: Clock },
): LoadSubjects {
  const { meters, clock } = options;
  return async subjects => {
    const assess = await load(subjects);
    return async subject => {
      const began = clock.now();
      let outcome = 'failed';
      try {
        const assessment = await assess(subject);
        outcome = assessment ? 'judged' : 'gone';
        return assessment;
      } finally {
        const { type } = subject;
        const seconds = (clock.now() - began) / 1000;
        meters.assessments.record(seconds, { type, outcome });
      }
    };
  };
}
