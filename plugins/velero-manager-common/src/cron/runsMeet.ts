/** Runs that start so close to each other load the same volumes at once. */
const CLOSE_MS = 10 * 60_000;

/**
 * Whether any of two rows of runs, each in order, start within ten minutes of
 * each other.
 *
 * @public
 */
export function runsMeet(a: readonly Date[], b: readonly Date[]): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const apart = a[i].getTime() - b[j].getTime();
    if (Math.abs(apart) < CLOSE_MS) return true;
    if (apart < 0) i++;
    else j++;
  }
  return false;
}
