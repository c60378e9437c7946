/**
 * A bearer token that a cloud issued for the portal, and when it ends.
 *
 * @internal
 */
export interface AccessToken {
  token: string;
  /** Milliseconds since the epoch. */
  expiresAtMs: number;
}
