import { Contact } from '../facts';
import { AssessedPart } from '../health';

/**
 * What a stored assessment keeps of an entity or cluster, enough for lists and
 * sums.
 *
 * @public
 */
export interface StoredAssessment {
  parts: AssessedPart[];
  lastGoodAt: string | null;
  /** `null` when there is no objective. */
  objectiveMet: boolean | null;
}

/**
 * Contact with the known clusters at a moment: what every report lays over the
 * verdicts it was given. A cluster that is not in `contacts` is not known.
 *
 * @public
 */
export interface Freshness {
  now: Date;
  silentAfterMs: number;
  contacts: ReadonlyMap<string, Contact>;
}
