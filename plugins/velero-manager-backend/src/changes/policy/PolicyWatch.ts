import type {
  ChangeHost,
  ChangeReview,
  ListedChange,
  ReviewHost,
} from '../host';
import type { PolicyTurn } from '../../store/policyTurnTypes';
import type { ConfigRepository } from '../readConfigRepositories';
import type { MembershipReader } from './MembershipReader';

/** What of a Git host keeping policies takes. @internal */
export type PolicyHost = ReviewHost & Pick<ChangeHost, 'readSnapshot'>;

/** What is remembered of a repository; losing it costs calls, nothing else. @internal */
export interface PolicyWatch {
  repository: Pick<ConfigRepository, 'name' | 'branch'>;
  host: PolicyHost;
  memberships: MembershipReader;
  /** While it is this replica's. */
  turn: PolicyTurn | null;
  etag: string | null;
  /** The version of each pull request that was decided last. */
  decided: Map<number, string>;
  /** What each was decided by. */
  reviews: Map<
    number,
    { version: string; review: ChangeReview; readAt: number }
  >;
  /** The text of the settings that they were decided by. */
  settings: string | undefined;
  /** How often the base branch was told to have moved, */
  moves: number;
  /** and of these, how often that was looked into. */
  decidedMoves: number;
  /** When all were decided anew last. */
  reviewedAt: number;
  /** Not asked before, since the host said so. */
  waitUntil: number;
  /** Whether something of this look could not be done, although it went on. */
  hasTrouble: boolean;
}

/** Forgets what was closed. @internal */
export function forgetClosed(
  { decided, reviews }: PolicyWatch,
  changes: ListedChange[],
): void {
  const open = new Set(changes.map(({ number }) => number));
  for (const number of [...decided.keys(), ...reviews.keys()]) {
    if (!open.has(number)) {
      decided.delete(number);
      reviews.delete(number);
    }
  }
}
