/** Requests under way at a time: 10,000 entities are 20 to the catalog. */
const CONCURRENCY = 4;

/**
 * Asks about many things a few hundred at a time.
 *
 * @param ask - answers for each thing of a batch, in order
 * @returns the things that passed
 * @internal
 */
export async function filterInBatches(
  things: string[],
  batchSize: number,
  ask: (batch: string[]) => Promise<boolean[]>,
): Promise<Set<string>> {
  const batches = Array.from(
    { length: Math.ceil(things.length / batchSize) },
    (_, index) => things.slice(index * batchSize, (index + 1) * batchSize),
  );
  const passed = new Set<string>();
  const work = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const answers = await ask(batch);
      batch
        .filter((_, index) => answers[index])
        .forEach(one => passed.add(one));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return passed;
}
