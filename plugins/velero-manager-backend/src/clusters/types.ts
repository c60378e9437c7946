/**
 * Log-in to an EKS cluster by what AWS's library finds around the portal, as
 * itself or in a role.
 *
 * @internal
 */
export interface AwsAuth {
  type: 'aws';
  /** The name of the cluster in EKS; tokens hold for this one alone. */
  clusterName: string;
  /** `null`: that of the surroundings. */
  region: string | null;
  /** ARN of a role to assume. */
  assumeRole: string | null;
  externalId: string | null;
}

/**
 * Log-ins by credentials that lie around the portal: its machine, pod or
 * environment. They are worth more than one cluster, so they go only to
 * clusters whose URL stands in app-config.
 *
 * @internal
 */
export type AmbientAuth =
  | AwsAuth
  | { type: 'azure' }
  | { type: 'googleServiceAccount' };

/**
 * How the backend proves to a cluster who it is.
 *
 * `unsupported` is a located cluster whose log-in needs a person's browser
 * (for instance Google or OIDC of the kubernetes plugin): it is listed with
 * the reason and never watched. `anonymous` sends nothing and serves a
 * `kubectl proxy` on the same machine, which logs in by itself.
 *
 * @internal
 */
export type ClusterAuth =
  | { type: 'serviceAccountToken'; token: string }
  | { type: 'tokenFile'; path: string }
  | { type: 'clientCertificate'; certData: string; keyData: string }
  | {
      type: 'kubeconfig';
      path: string | null;
      context: string | null;
      /** Commands that it may run to log in; none unless named. */
      allowExec: string[];
    }
  | { type: 'inCluster' }
  | AmbientAuth
  | { type: 'anonymous' }
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
  /** The HTTP proxy on the way; absent: what the log-in or the environment says. */
  proxyUrl?: string;
  /** Velero's own namespaces, or `null` to accept what is found. */
  veleroNamespaces: string[] | null;
  /** How Argo CD calls this cluster in `destination.name` and `destination.server`. */
  argocd: { names: string[]; servers: string[] };
}

/**
 * Something in the configuration that is not wrong but that an operator should
 * read: `place` is the config path, `message` a sentence without secrets.
 *
 * @internal
 */
export interface ConfigNote {
  place: string;
  message: string;
}

/**
 * What a TLS connection to an API server needs; PEM texts. An absent `ca`
 * means the system's authorities.
 *
 * @internal
 */
export interface ClusterTls {
  ca?: string;
  cert?: string;
  key?: string;
  servername?: string;
  rejectUnauthorized?: boolean;
}

/**
 * A log-in that is ready for use. Created anew when the server refuses it, so
 * that rotated certificates and kubeconfigs are read again.
 *
 * @internal
 */
export interface ClusterCredentials {
  /** Base URL of the API server, without a slash at its end. */
  readonly baseUrl: string;
  /** The HTTP proxy on the way, or `null` for none; may hold a password. */
  readonly proxyUrl: string | null;
  tls(): ClusterTls;
  /** Headers of the next request. Throws an error without secrets where a file cannot be read. */
  headers(): Promise<Record<string, string>>;
}
