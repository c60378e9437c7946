import { SimulatedCluster } from './SimulatedCluster';

const STEP_MS = 60_000;

/** While backups run: picked up, queued, started, ended. */
const BUSY_STEPS_MS = [1_000, 2_000, 3_000, 45_000];

/**
 * Takes the clusters through their past, so that all of their history was made
 * by the controllers and not written down.
 *
 * @internal
 */
export function runPast(
  clusters: SimulatedCluster[],
  options: { start: Date; end: Date; setClock(now: Date): void },
): void {
  const { start, end, setClock } = options;
  const tick = (at: number, which: SimulatedCluster[]) => {
    const now = new Date(at);
    setClock(now);
    which.forEach(cluster => cluster.tick(now));
  };
  for (let at = start.getTime(); at < end.getTime(); at += STEP_MS) {
    tick(at, clusters);
    const busy = clusters.filter(cluster => cluster.isBusy(new Date(at)));
    BUSY_STEPS_MS.filter(() => busy.length > 0).forEach(step =>
      tick(at + step, busy),
    );
  }
}
