import { AccountDirectory } from './accounts/AccountDirectory';
import { HostEvents } from './HostEvents';
import { HostedRepository } from './repositories/HostedRepository';

/**
 * What the parts of a host share.
 *
 * @internal
 */
export interface HostContext {
  readonly accounts: AccountDirectory;
  readonly repositories: HostedRepository[];
  readonly events: HostEvents;
  readonly now: () => Date;
  /** Keeps an error that nobody expected, so that it can be looked into. */
  readonly report: (error: unknown) => void;
  /** A number that was never given out before. */
  readonly nextId: () => number;
  /** Where the host listens, without a slash at the end. */
  readonly baseUrl: () => string;
  /** Shas of the commits that the host itself made and vouches for. */
  readonly verifiedCommits: Set<string>;
}
