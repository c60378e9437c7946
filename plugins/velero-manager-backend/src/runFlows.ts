import type { LifecycleService } from '@backstage/backend-plugin-api';

/**
 * Starts flows with the backend, and stops them with it: each gives out the
 * function that stops it.
 *
 * @param options.stopped - called when all have stopped
 * @internal
 */
export function runFlows(options: {
  lifecycle: LifecycleService;
  starts: (() => Promise<() => Promise<void>>)[];
  stopped: () => Promise<void>;
}): void {
  const { lifecycle, starts, stopped } = options;
  let starting: Promise<(() => Promise<void>)[]> | undefined;
  lifecycle.addStartupHook(async () => {
    starting = Promise.all(starts.map(start => start()));
    await starting;
  });
  lifecycle.addShutdownHook(async () => {
    const stops = (await starting) ?? [];
    await Promise.all(stops.map(stop => stop()));
    await stopped();
  });
}
