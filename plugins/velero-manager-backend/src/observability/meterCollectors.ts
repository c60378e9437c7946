import type { HealthBoard } from '../collect';
import type { Meters } from './createMeters';

/** A board that counts what collectors put up. @internal */
export function meterCollectors(
  board: HealthBoard,
  meters: Pick<Meters, 'events' | 'relists' | 'errors'>,
): HealthBoard {
  return {
    get: cluster => board.get(cluster),
    follow(cluster, options) {
      const recorder = board.follow(cluster, options);
      return {
        kind(kind, namespace) {
          const recorded = recorder.kind(kind, namespace);
          return {
            phase: (...args) => recorded.phase(...args),
            stored: lagMs => recorded.stored(lagMs),
            events(count) {
              recorded.events(count);
              meters.events.add(count, { kind });
            },
            listed() {
              recorded.listed();
              meters.relists.add(1, { kind });
            },
            fault(code) {
              recorded.fault(code);
              meters.errors.add(1, { kind, code });
            },
          };
        },
        forget: (kind, namespace) => recorder.forget(kind, namespace),
        end: () => recorder.end(),
      };
    },
  };
}
