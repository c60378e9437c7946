import { stringify } from 'yaml';
import type { Fleet, FleetMember } from './Fleet';

/**
 * The app-config that lets a portal follow the fleet: some clusters by our own
 * configuration, some by the kubernetes plugin's, which ours only annotates.
 *
 * @internal
 */
export function portalConfig(fleet: Fleet): string {
  const { members, authority } = fleet;
  const caData = Buffer.from(authority.cert).toString('base64');
  const trust = ({ server }: FleetMember) =>
    server.caCertificate ? { caData } : {};
  const located = members.filter(
    ({ cluster }) => cluster.story.definedIn === 'kubernetes',
  );

  return stringify({
    veleroManager: {
      // Silence is to be noticed while somebody looks on.
      silentAfter: { seconds: 12 },
      clusters: members.map(member => {
        const { name, title, environment, definedIn } = member.cluster.story;
        const annotation = { name, title, environment };
        return definedIn === 'kubernetes'
          ? annotation
          : {
              ...annotation,
              url: member.server.url,
              auth: { type: 'serviceAccountToken', token: member.portalToken },
              ...trust(member),
            };
      }),
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
