import { LastGood } from './assessments';
import { GoodRun } from './goodRun';

/**
 * A good run as assessments give it out.
 *
 * @internal
 */
export function toLastGood(good: GoodRun | null): LastGood | null {
  return (
    good && {
      at: good.at.toISOString(),
      engine: 'velero',
      backup: good.run.name,
      isLive: false,
    }
  );
}
