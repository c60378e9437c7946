import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { LoadSubjects } from '../assess';
import { CollectorHealthBoard, type HealthBoard } from '../collect';
import type { Clock } from '../kubernetes';
import type { DatabaseStore, DueList } from '../store';
import type { Meters } from './createMeters';
import { meterCollectors } from './meterCollectors';
import { meterAssessments, meterDueList } from './meterDueList';
import { type CollectedFacts, meterFacts } from './meterFacts';
import { observeCollectors } from './observeCollectors';
import { observeFleet } from './observeFleet';

/** What the loops of the read flow work with, counted and timed. @internal */
export interface ObservedReadFlow {
  facts: CollectedFacts;
  board: HealthBoard;
  dueList: DueList;
  load: LoadSubjects;
  /** Has nothing observed any more. */
  end(): void;
}

/**
 * Puts meters around what the loops of the read flow work with, and has the
 * fleet and the collectors observed.
 *
 * @internal
 */
export function observeReadFlow(options: {
  metrics: MetricsService;
  meters: Meters;
  store: DatabaseStore;
  load: LoadSubjects;
  clock: Clock;
  logger: LoggerService;
}): ObservedReadFlow {
  const { meters, store, clock } = options;
  const board = CollectorHealthBoard.create({ clock });
  const endFleet = observeFleet({ ...options, store: store.gauges });
  const endCollectors = observeCollectors({ ...options, board });
  return {
    facts: meterFacts(store, { meters, clock }),
    board: meterCollectors(board, meters),
    dueList: meterDueList(store, meters),
    load: meterAssessments(options.load, { meters, clock }),
    end() {
      endFleet();
      endCollectors();
    },
  };
}
