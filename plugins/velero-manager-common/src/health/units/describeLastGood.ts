import { describeInstant } from '../../words';
import { GoodRun } from '../goodRun';

/**
 * What is left where nothing makes new backups, as a part of a sentence.
 *
 * @internal
 */
export function describeLastGood(good: GoodRun | null): string {
  if (!good) return 'there is no good backup';
  const { expiresAt } = good.run;
  return `the last good backup is ${describeInstant(good.at)}${
    expiresAt ? ` and expires ${describeInstant(expiresAt)}` : ''
  }`;
}
