/**
 * How the backend proves to a cluster who it is.
 *
 * `unsupported` is a located cluster whose log-in needs a person's browser
 * (for instance Google or OIDC of the kubernetes plugin): it is listed with
 * the reason and never watched.
 *
 * @internal
 */
export type ClusterAuth =
  | { type: 'serviceAccountToken'; token: string }
  | { type: 'tokenFile'; path: string }
  | { type: 'clientCertificate'; certData: string; keyData: string }
  | { type: 'kubeconfig'; path: string | null; context: string | null }
  | { type: 'inCluster' }
  | { type: 'unsupported'; reason: string };

/**
 * One cluster that we know of. A cluster is its name; where it came from is
 * kept so that a conflict can name both places.
 *
 * @internal
 */
export interface ClusterDefinition {
  name: string;
  title: string | null;
  environment: string | null;
  /** Where it was defined, as a person would find it: a config path or entity ref. */
  definedAt: string;
  /** Base URL of the API server; `null` where the log-in brings it (kubeconfig, in-cluster). */
  url: string | null;
  auth: ClusterAuth;
  /** PEM of the certificate authority, or `null` for the system's. */
  ca: string | null;
  skipTLSVerify: boolean;
  /** Velero's own namespaces, or `null` to accept what is found. */
  veleroNamespaces: string[] | null;
  /** How Argo CD calls this cluster in `destination.name` and `destination.server`. */
  argocd: { names: string[]; servers: string[] };
}
