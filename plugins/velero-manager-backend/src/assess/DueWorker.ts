import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../kubernetes';
import {
  DueList,
  DueSubject,
  JudgedSubject,
  SubjectAssessment,
  Transition,
} from '../store/types';

/** A replica that dies loses its claims after this; the work is then done again. */
const CLAIM_SECONDS = 30;

/** A subject whose assessment failed is tried again, but does not spin. */
const RETRY_MS = 30_000;

/** Loaded together: more would share little more, and take long in one go. */
const AT_A_TIME = 25;

/**
 * The longest stretch of judging without a pause. An embedded database answers
 * within the same turn of the event loop, so nothing else would ever run.
 */
const STRETCH_MS = 25;

/** How one subject is judged; `null` when it is gone meanwhile. @internal */
export type AssessSubject = (
  subject: DueSubject,
) => Promise<SubjectAssessment | null>;

/** Loads what some subjects are judged by, together. @internal */
export type LoadSubjects = (subjects: DueSubject[]) => Promise<AssessSubject>;

/** How soon it is noticed that a sign of life stays out. */
const SILENCE_MS = 1000;

/** What is needed to work off a due list. @internal */
export interface DueWorkerOptions {
  dueList: DueList;
  load: LoadSubjects;
  /** Told of each judged subject, with the transitions that came of it. */
  onAssessed(subject: DueSubject, transitions: Transition[]): void;
  clock: Clock;
  logger: LoggerService;
}

/**
 * Judges what is due, a batch at a time, and stores what was found.
 *
 * @internal
 */
export class DueWorker {
  readonly #options: DueWorkerOptions;
  /** When it last paused. */
  #stretchBegan: number;
  /** When it last looked for what fell silent. */
  #listenedAt = -SILENCE_MS;

  private constructor(options: DueWorkerOptions) {
    this.#options = options;
    this.#stretchBegan = options.clock.now();
  }

  static create(options: DueWorkerOptions): DueWorker {
    return new DueWorker(options);
  }

  /** Works off up to `limit` subjects. @returns how many were due */
  async workOnce(limit: number, signal: AbortSignal): Promise<number> {
    await this.#listen();
    const subjects = await this.#options.dueList.claim({
      limit,
      claimSeconds: CLAIM_SECONDS,
    });
    if (subjects.length === 0) {
      return 0;
    }
    const judged: JudgedSubject[] = [];
    const portions = inPortions(subjects);
    let loading = this.#load(portions[0]);
    for (const [i, some] of portions.entries()) {
      const assess = await loading;
      if (i + 1 < portions.length) {
        // A database server reads the next ones while these are judged.
        loading = this.#load(portions[i + 1]);
      }
      await this.#breathe(signal);
      for (const subject of some) {
        judged.push(...(await this.#judge(subject, assess)));
        await this.#breathe(signal);
      }
    }
    await this.#complete(judged);
    await this.#breathe(signal);
    return subjects.length;
  }

  async #listen(): Promise<void> {
    const { clock, dueList } = this.#options;
    if (clock.now() - this.#listenedAt >= SILENCE_MS) {
      // First, so that a look which fails keeps one round from judging, not all.
      this.#listenedAt = clock.now();
      await dueList.markSilence();
    }
  }

  /** Lets others come to their turn when the last pause is long enough ago. */
  async #breathe(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    if (clock.now() - this.#stretchBegan >= STRETCH_MS) {
      await clock.sleep(0, signal).catch(() => {});
      this.#stretchBegan = clock.now();
    }
  }

  /** Loads subjects together; when that fails, each by itself as it is judged. */
  async #load(subjects: DueSubject[]): Promise<AssessSubject> {
    const { load, logger } = this.#options;
    return load(subjects).catch(error => {
      logger.warn('Could not load what is due together, trying each', error);
      return async subject => (await load([subject]))(subject);
    });
  }

  async #judge(
    subject: DueSubject,
    assess: AssessSubject,
  ): Promise<JudgedSubject[]> {
    const assessment = await this.#orRelease(subject, () => assess(subject));
    if (assessment === null) {
      this.#options.onAssessed(subject, []); // gone meanwhile
    }
    return assessment ? [{ subject, assessment }] : [];
  }

  async #complete(judged: JudgedSubject[]): Promise<void> {
    const { dueList, logger } = this.#options;
    const transitions = await dueList.completeAll(judged).catch(error => {
      logger.warn('Could not store verdicts together, trying each', error);
      return null;
    });
    if (transitions) {
      this.#tell(judged, transitions);
    } else {
      await this.#completeEach(judged);
    }
  }

  /** One that cannot be stored must not keep the others from being stored. */
  async #completeEach(judged: JudgedSubject[]): Promise<void> {
    for (const { subject, assessment } of judged) {
      const transitions = await this.#orRelease(subject, () =>
        this.#options.dueList.complete(subject, assessment),
      );
      if (transitions) {
        this.#tell([{ subject, assessment }], transitions);
      }
    }
  }

  #tell(judged: JudgedSubject[], transitions: Transition[]): void {
    for (const { subject } of judged) {
      this.#options.onAssessed(
        subject,
        transitions.filter(({ subjectId }) => subjectId === subject.id),
      );
    }
  }

  /** Does something for a subject; when it fails, puts the subject back. */
  async #orRelease<T>(
    subject: DueSubject,
    run: () => Promise<T>,
  ): Promise<T | undefined> {
    const { dueList, logger } = this.#options;
    try {
      return await run();
    } catch (error) {
      logger.error(
        `Could not assess ${subject.type} '${subject.ref}', trying again in ${
          RETRY_MS / 1000
        } s`,
        error as Error,
      );
      await dueList.release(subject, { retryAfterMs: RETRY_MS });
      return undefined;
    }
  }
}

function inPortions(subjects: DueSubject[]): DueSubject[][] {
  return Array.from(
    { length: Math.ceil(subjects.length / AT_A_TIME) },
    (_, i) => subjects.slice(i * AT_A_TIME, (i + 1) * AT_A_TIME),
  );
}
