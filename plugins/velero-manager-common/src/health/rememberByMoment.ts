const MAX_ENTRIES = 10_000;

/**
 * Remembers the answers to questions about a cron text and a moment. One
 * assessment asks the same few questions often, and services of a cluster share
 * schedules and slots; a search for a slot costs far more than a look-up.
 *
 * The memory is emptied when it is full.
 *
 * @internal
 */
export function rememberByMoment<T>(
  answer: (cron: string, moment: Date) => T,
): (cron: string, moment: Date) => T {
  const known = new Map<string, { value: T }>();
  return (cron, moment) => {
    const key = `${moment.getTime()} ${cron}`;
    const found = known.get(key);
    if (found) return found.value;
    if (known.size >= MAX_ENTRIES) known.clear();
    const value = answer(cron, moment);
    known.set(key, { value });
    return value;
  };
}
