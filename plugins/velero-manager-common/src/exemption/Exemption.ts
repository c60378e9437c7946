/**
 * A decision that something needs no backup, as `policies/exemptions.yaml` of a
 * config repository grants it. Parts of the scope that are `null` match
 * everything; `claims: null` exempts the whole namespace.
 *
 * @public
 */
export interface Exemption {
  environment: string | null;
  cluster: string | null;
  namespace: string;
  /** Names of PersistentVolumeClaims, or `null` for all of the namespace. */
  claims: string[] | null;
  reason: string;
  approver: string;
  /** The moment from which it no longer holds, RFC 3339 UTC, or `null`. */
  expiresAt: string | null;
}
