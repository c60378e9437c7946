import type { HostProblem, HostResult } from './ChangeHost';

/**
 * Carries a problem of the host up to the edge of the adapter, where it becomes
 * a value.
 *
 * @internal
 */
export class HostError extends Error {
  readonly problem: HostProblem;

  constructor(problem: HostProblem) {
    super(problem.message);
    this.name = 'HostError';
    this.problem = problem;
  }
}

/**
 * Another hand was faster: what was read of the host is no longer so. Reading
 * it anew tells how to go on.
 *
 * @internal
 */
export class LostRaceError extends HostError {}

/** Runs something and gives problems of the host as values. @internal */
export async function toHostResult<T>(
  run: () => Promise<T>,
): Promise<HostResult<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    if (error instanceof HostError) {
      return { ok: false, problem: error.problem };
    }
    throw error;
  }
}
