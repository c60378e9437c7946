/**
 * How the backend logs in to a supplied cluster. `tokenFile` is read again
 * whenever it changes; the PEM texts of `clientCertificate` come as they are
 * or in base64.
 *
 * @public
 */
export type ClusterSourceAuth =
  | { type: 'serviceAccountToken'; token: string }
  | { type: 'tokenFile'; path: string }
  | { type: 'clientCertificate'; certData: string; keyData: string };

/**
 * A cluster that a module knows of. It is checked like an entry of
 * `veleroManager.clusters`: one that breaks a rule is left out, with the
 * reason in the log.
 *
 * @public
 */
export interface ClusterSource {
  /** Lower-case letters, digits, `-` and `.`; a cluster is its name. */
  name: string;
  title?: string;
  /** For instance `production`. */
  environment?: string;
  /** Base URL of the API server. */
  url: string;
  auth: ClusterSourceAuth;
  /** Certificate authority, PEM or base64 of it; the system's when absent. */
  caData?: string;
  skipTLSVerify?: boolean;
  /** Velero's own namespaces; found by looking when absent. */
  veleroNamespaces?: string[];
  /** How Argo CD calls this cluster in `destination.name` and `destination.server`. */
  argocd?: { names?: string[]; servers?: string[] };
}

/**
 * Tells which clusters there are, for instance from a cloud account.
 *
 * @public
 */
export interface ClusterSupplier {
  /** Names the supplier in logs and as the origin of its clusters. */
  readonly id: string;
  /**
   * The whole set, asked for at the start and every minute. A call that fails
   * keeps the set of the last one that did not.
   */
  getClusters(): Promise<ClusterSource[]>;
}
