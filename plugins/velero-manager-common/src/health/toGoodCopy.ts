import { GoodRun } from './goodRun';
import { GoodCopy } from './objective';

/** A good run as an objective looks at it. @internal */
export function toGoodCopy(good: GoodRun | null): GoodCopy | null {
  return good && { at: good.at, begunAt: new Date(good.run.createdAt) };
}
