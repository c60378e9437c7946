import type { HumanDuration } from '@backstage/types';

export interface Config {
  veleroManager?: {
    /**
     * The clusters to watch. An entry with `url` (or with a log-in that brings
     * one: kubeconfig, in-cluster) defines a cluster. An entry without
     * annotates the cluster of that name in
     * `kubernetes.clusterLocatorMethods` of type `config`, all of which are
     * watched as well, or of type `catalog` (see `catalogClusters`). A change
     * takes effect without a restart.
     */
    clusters?: Array<{
      /**
       * Identifies the cluster: lower-case letters, digits and `-`, parts
       * joined by `.`, at most 253 characters.
       */
      name: string;
      /** The name that people see. Default: `name`. */
      title?: string;
      /**
       * `development`, `staging`, `production` or a word of your own.
       * Default: by `clusterDefaults`.
       */
      environment?: string;
      /**
       * Base URL of the API server. `https` only, but for this machine;
       * without log-in, query and fragment; no metadata address.
       */
      url?: string;
      /** How to log in. Needed where the entry defines a cluster. */
      auth?:
        | {
            type: 'serviceAccountToken';
            /**
             * A long-lived token of a service account.
             * @visibility secret
             */
            token: string;
          }
        | {
            type: 'tokenFile';
            /** A file with a token that something else keeps fresh; looked at once a minute. */
            path: string;
          }
        | {
            type: 'clientCertificate';
            /** The certificate as base64 of its PEM, or PEM. This or `certFile`. */
            certData?: string;
            /** Path of the certificate, PEM. */
            certFile?: string;
            /**
             * The private key as base64 of its PEM, or PEM. This or `keyFile`.
             * @visibility secret
             */
            keyData?: string;
            /** Path of the private key, PEM without a password. */
            keyFile?: string;
          }
        | {
            type: 'kubeconfig';
            /** Path of the kubeconfig. Default: as kubectl finds it. */
            path?: string;
            /** The context to use. Default: the current one. */
            context?: string;
          }
        | {
            /** The service account of the pod that the portal runs in. */
            type: 'inCluster';
          }
        | {
            /**
             * EKS, by the credentials of `aws` in app-config or of the portal's
             * surroundings. Needs `url`, here or in the kubernetes plugin.
             */
            type: 'aws';
            /** The name of the cluster in EKS. Default: `name`. */
            clusterName?: string;
            /** Default: `AWS_REGION`, then us-east-1. */
            region?: string;
            /** ARN of a role to assume. */
            assumeRole?: string;
            /** What the role asks for besides. */
            externalId?: string;
          }
        | {
            /** AKS with Entra ID, by Azure's default credential. Needs `url`. */
            type: 'azure';
          }
        | {
            /**
             * GKE, by `kubernetes.googleServiceAccountCredentials` or Google's
             * application default credentials. Needs `url`.
             */
            type: 'googleServiceAccount';
          };
      /**
       * The certificate authority of the API server as base64 of its PEM, or
       * PEM. Default: the system's authorities.
       */
      caData?: string;
      /** Path of the certificate authority, PEM. This or `caData`. */
      caFile?: string;
      /** Do not check the server's certificate. Unsafe: the token can be stolen. */
      skipTLSVerify?: boolean;
      /**
       * An HTTP proxy that opens tunnels, on the way to the API server. Default:
       * `proxy-url` of the kubeconfig, then `HTTPS_PROXY` but for what `NO_PROXY`
       * names; none for `inCluster`.
       * @visibility secret
       */
      proxyUrl?: string;
      /** The namespaces that Velero runs in. Default: found by looking. */
      veleroNamespaces?: string[];
      /** How Argo CD calls this cluster. */
      argocd?: {
        /** Values of `destination.name`. Default: the name of the cluster. */
        names?: string[];
        /** Values of `destination.server`. Default: the URL of the cluster. */
        servers?: string[];
      };
    }>;
    /**
     * Which clusters the catalog may name: entities of kind `Resource` and type
     * `kubernetes-cluster`, as the kubernetes plugin reads them. They are read
     * only where this is set and `kubernetes.clusterLocatorMethods` has a method
     * of type `catalog`. A log-in comes from an entry of the same name in
     * `clusters`, never from the entity.
     */
    catalogClusters?: {
      /**
       * Hosts of API servers: exact, or `*.` before what they have in common.
       * Log-ins are sent to no other.
       */
      allowedHosts: string[];
      /**
       * Where entities may come from: values of the annotation
       * `backstage.io/managed-by-origin-location`, or folders of them, such as
       * `url:https://github.com/your-org/clusters/blob/main/`. Whoever can write
       * there can define clusters.
       */
      allowedLocations: string[];
    };
    /**
     * What clusters are by their name, for entries and located clusters that
     * do not say it themselves. The first pattern that matches counts.
     */
    clusterDefaults?: Array<{
      /** A pattern over the whole name: `*` for any text, `?` for one character. */
      match: string;
      /** The environment of these clusters. */
      environment: string;
    }>;
    /**
     * Commands that a kubeconfig may run to log in, exactly as it names them.
     * Default: none.
     */
    allowExec?: string[];
    /**
     * How long a cluster may be quiet before what was known of it is shown as
     * UNKNOWN, with the last known verdict beside. At least ten seconds, and two minutes for real clusters, which give a sign of life about every minute.
     * Default: five minutes.
     */
    silentAfter?: HumanDuration | string;
    /** What is asked of services, wherever they run. */
    objectives?: {
      /**
       * How old a proven restore may be: `<n>(m|h|d)`. An older one proves
       * nothing any more. Default: `90d`.
       */
      verifyMaxAge?: string;
      /**
       * Whether the data of a volume must leave the storage system of its
       * cluster: a snapshot that stays in it is then not enough. Default: true.
       */
      requireOffsite?: boolean;
      /**
       * Whether a backup that failed in part counts as a good copy.
       * Default: false.
       */
      acceptPartial?: boolean;
      /**
       * Where snapshots lie, by the name of the CSI driver that makes them:
       * `local` in the storage system of the cluster, with the `provider` of
       * the storage, or `off-cluster`. Default: `provider` for the block
       * storage of clouds, `local` for all others.
       */
      snapshotGrades?: {
        [driver: string]: 'off-cluster' | 'provider' | 'local';
      };
    };
    /**
     * Who is told by a notification of the portal that a service or cluster
     * turned bad, or well again. Owners are told of their services. Nothing is
     * sent where the portal has no notifications backend.
     */
    notifications?: {
      /** Whether anybody is told. Default: true. */
      enabled?: boolean;
      /**
       * Entity ref of the group or user who is told of clusters, for instance
       * `group:default/platform`. Default: nobody.
       */
      clusters?: string;
    };
    /**
     * How long is kept what outlives the objects of clusters: each
     * `<n>(m|h|d)`. What is older is deleted four times a day.
     */
    history?: {
      /**
       * Runs whose backups are gone, restores and requests to delete.
       * Default: `400d`.
       */
      runs?: string;
      /** What Argo CD and Flux applied, and when. Default: `400d`. */
      syncOperations?: string;
      /** How many bytes of which volume were copied. Default: `400d`. */
      bytes?: string;
      /** How verdicts changed. Default: `400d`. */
      transitions?: string;
    };
    /** What is asked of services by the environment they run in, by its name. */
    environments?: {
      [name: string]: {
        objective?: {
          /**
           * How much data may be lost at most, as time: `<n>(m|h|d)`, for
           * instance `26h`. An entity may ask for another by the annotation
           * `velero-manager.io/rpo`. Default: none.
           */
          rpo?: string;
        };
      };
    };
    /**
     * Whom to believe when an entity says that a namespace is its own:
     * `catalog` trusts the catalog, as the kubernetes plugin does; `confirmed`
     * shows nothing of a namespace unless it carries `velero-manager.io/entity`
     * with the ref of the entity. Default: `catalog`.
     */
    claims?: 'catalog' | 'confirmed';
    /**
     * The Git repositories to which changes are proposed as pull requests.
     * Each change belongs to exactly one: where there are several, scopes tell
     * them apart. The log-in is that of `integrations.github`.
     */
    configRepositories?: Array<{
      /** What people call it: lower-case letters, digits and `-`. */
      name: string;
      /** Page of the repository, such as `https://github.com/your-org/velero-gitops-config`. */
      url: string;
      /** The branch that changes are proposed to. Default: `main`. */
      branch?: string;
      /**
       * What applies the repository. Changes are refused where its own
       * `.velero-manager.yaml` says otherwise. Default: as that file says.
       */
      engine?: 'argocd' | 'flux';
      /** Which changes belong to it. Default: all. */
      scope?: {
        /** Names of environments. Default: all. */
        environments?: string[];
        /** Names of clusters, or patterns of them with `*` and `?`. Default: all. */
        clusters?: string[];
      };
    }>;
  };
}
