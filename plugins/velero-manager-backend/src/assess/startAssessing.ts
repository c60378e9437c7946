import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../kubernetes';
import {
  DueList,
  DueSubject,
  SubjectAssessment,
  Transition,
} from '../store/types';

/** Small enough that a claim is worked off long before it lapses. */
const BATCH = 50;

/** A replica that dies loses its claims after this; the work is then done again. */
const CLAIM_SECONDS = 30;

/** Also finds what other replicas marked due; the page is to follow within a second. */
const POLL_MS = 500;

/** A subject whose assessment failed is tried again, but does not spin. */
const RETRY_MS = 30_000;

/** How one subject is judged; `null` when it is gone meanwhile. */
export type AssessSubject = (
  subject: DueSubject,
) => Promise<SubjectAssessment | null>;

/**
 * Works off the due list: claims what is due, judges it, stores the verdict
 * with the moment until which it holds. Any replica may do it, a crash loses
 * nothing, and 10,000 events on one subject make one assessment.
 *
 * @returns a function that stops it after the batch in hand
 * @internal
 */
export function startAssessing(options: {
  dueList: DueList;
  assess: AssessSubject;
  /** Told of each judged subject, with the transitions that came of it. */
  onAssessed(subject: DueSubject, transitions: Transition[]): void;
  clock: Clock;
  logger: LoggerService;
}): () => Promise<void> {
  const { dueList, clock, logger } = options;
  const stopping = new AbortController();
  const { signal } = stopping;

  const running = (async () => {
    while (!signal.aborted) {
      const worked = await workOnce(options).catch(error => {
        logger.warn('Could not read the due list, trying again', error);
        return 0;
      });
      if (worked < BATCH) {
        await clock.sleep(POLL_MS, signal).catch(() => {});
      }
    }
  })();

  async function workOnce({
    assess,
    onAssessed,
  }: typeof options): Promise<number> {
    const subjects = await dueList.claim({
      limit: BATCH,
      claimSeconds: CLAIM_SECONDS,
    });
    for (const subject of subjects) {
      try {
        const assessment = await assess(subject);
        const transitions = assessment
          ? await dueList.complete(subject, assessment)
          : [];
        onAssessed(subject, transitions);
      } catch (error) {
        logger.error(
          `Could not assess ${subject.type} '${subject.ref}', trying again in ${
            RETRY_MS / 1000
          } s`,
          error as Error,
        );
        await dueList.release(subject, { retryAfterMs: RETRY_MS });
      }
    }
    return subjects.length;
  }

  return async () => {
    stopping.abort();
    await running;
  };
}
