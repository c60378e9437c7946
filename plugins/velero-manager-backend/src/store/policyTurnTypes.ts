/**
 * A replica's turn to keep the statuses of a config repository. It lapses by
 * itself, so that one that dies keeps nobody waiting for long.
 *
 * @internal
 */
export interface PolicyTurn {
  /** Holds on to it, for as long again. @returns false where it lapsed, and may be another's */
  hold(): Promise<boolean>;
  /** Leaves it to the others. */
  end(): Promise<void>;
}

/** Who keeps the statuses of which config repository, one at a time. @internal */
export interface PolicyTurns {
  /** @returns null where it is another replica's turn */
  take(
    repository: string,
    options: { holdMs: number },
  ): Promise<PolicyTurn | null>;
}
