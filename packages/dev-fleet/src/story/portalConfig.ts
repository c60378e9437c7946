import { stringify } from 'yaml';
import type { ConfigHost } from './startConfigHost';
import type { FleetMember } from './createMembers';
import type { Fleet } from './Fleet';
import { exampleServerOf } from './startGitOps';

/**
 * The app-config that lets a portal follow the fleet: some clusters by our own
 * configuration, some by the kubernetes plugin's, which ours only annotates;
 * and its Git host with the config repository.
 *
 * @internal
 */
export function portalConfig(fleet: Fleet): string {
  const { members, authority, configHost } = fleet;
  const caData = Buffer.from(authority.cert).toString('base64');
  const trust = ({ server }: FleetMember) =>
    server.caCertificate ? { caData } : {};
  const located = members.filter(
    ({ cluster }) => cluster.story.definedIn === 'kubernetes',
  );
  return stringify({
    integrations: { github: [integrationOf(configHost)] },
    veleroManager: {
      configRepositories: [{ name: 'main', url: configHost.repositoryUrl }],
      // Silence is to be noticed while somebody looks on.
      silentAfter: { seconds: 12 },
      clusters: members.map(member => ({
        ...annotationOf(member),
        ...(located.includes(member)
          ? {}
          : {
              url: member.server.url,
              auth: { type: 'serviceAccountToken', token: member.portalToken },
              ...trust(member),
            }),
      })),
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
            ...trust(member),
          })),
        },
      ],
    },
  });
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
