import { stringify } from 'yaml';
import type { ConfigHost } from './startConfigHost';
import type { Fleet } from './Fleet';
import type { FleetMember } from './FleetMember';
import { exampleServerOf } from './startGitOps';

/** What the portal is told beside the fleet itself. @public */
export interface PortalConfigOptions {
  /** Where the clusters stand that join later. */
  clustersFile?: string;
  /** Signs what the Git host sends to the portal. */
  webhookSecret?: string;
}

/**
 * The app-config that lets a portal follow the fleet: some clusters by our own
 * configuration, some by the kubernetes plugin's, which ours only annotates;
 * and its Git host with the config repository.
 *
 * @internal
 */
export function portalConfig(
  fleet: Fleet,
  options: PortalConfigOptions = {},
): string {
  const { configHost } = fleet;
  const { clustersFile, webhookSecret } = options;
  const located = fleet.members.filter(
    ({ cluster }) => cluster.story.definedIn === 'kubernetes',
  );
  return stringify({
    integrations: { github: [integrationOf(configHost)] },
    ...(clustersFile && { developmentFleet: { clustersFile } }),
    ...(webhookSecret && {
      events: { modules: { github: { webhookSecret } } },
    }),
    veleroManager: {
      configRepositories: [{ name: 'gitops', url: configHost.repositoryUrl }],
      // Silence is to be noticed while somebody looks on.
      silentAfter: { seconds: 12 },
      clusters: fleet.members.map(member =>
        located.includes(member)
          ? annotationOf(member)
          : clusterOf(member, fleet),
      ),
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: located.map(member => ({
            name: member.cluster.story.name,
            url: member.server.url,
            authProvider: 'serviceAccount',
            serviceAccountToken: member.portalToken,
            ...trustOf(member, fleet),
          })),
        },
      ],
    },
  });
}

/**
 * The clusters that joined later, as suppliers of clusters name them.
 *
 * @internal
 */
export function joinedClusters(fleet: Fleet): object[] {
  return fleet.joined.map(member => clusterOf(member, fleet));
}

function clusterOf(member: FleetMember, fleet: Fleet) {
  return {
    ...annotationOf(member),
    url: member.server.url,
    auth: { type: 'serviceAccountToken', token: member.portalToken },
    ...trustOf(member, fleet),
  };
}

function trustOf({ server }: FleetMember, { authority }: Fleet) {
  const caData = Buffer.from(authority.cert).toString('base64');
  return server.caCertificate ? { caData } : {};
}

function integrationOf({ host, portalToken }: ConfigHost) {
  return {
    host: new URL(host.url).host,
    apiBaseUrl: host.apiBaseUrl,
    token: portalToken,
  };
}

function annotationOf({ cluster }: FleetMember) {
  const { name, title, environment } = cluster.story;
  // How the hub's Argo CD calls it.
  const argocd = { names: [name], servers: [exampleServerOf(name)] };
  return { name, title, environment, argocd };
}
