import type {
  LifecycleService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';

type Stop = () => Promise<void>;

/**
 * Starts flows with the backend, and stops them before it shuts down: each
 * gives out the function that stops it.
 *
 * @remarks
 * They stop when the shutdown is announced. Other replicas then take over at
 * once, however long this one goes on to answer
 * (`backend.lifecycle.serverShutdownDelay`); and the databases, which the
 * shutdown itself takes away, are still there for what is under way.
 *
 * @param options.stopped - called in the shutdown, when nothing is answered any more
 * @internal
 */
export function runFlows(options: {
  lifecycle: LifecycleService;
  rootLifecycle: RootLifecycleService;
  starts: (() => Promise<Stop>)[];
  stopped: () => Promise<void>;
}): void {
  const { lifecycle, rootLifecycle, starts, stopped } = options;
  let starting: Promise<PromiseSettledResult<Stop>[]> = Promise.resolve([]);
  lifecycle.addStartupHook(async () => {
    starting = Promise.allSettled(starts.map(start => start()));
    const failed = (await starting).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') {
      throw failed.reason;
    }
  });
  rootLifecycle.addBeforeShutdownHook(async () => {
    // One that could not start keeps none of the others from being stopped.
    const stops = (await starting).flatMap(start =>
      start.status === 'fulfilled' ? [start.value()] : [],
    );
    await Promise.all(stops);
  });
  lifecycle.addShutdownHook(stopped);
}
