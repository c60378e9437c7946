import { randomBytes } from 'node:crypto';
import { ApiServer } from '../apiserver/ApiServer';
import { CertificateAuthority } from '../apiserver/certificates';
import { defaultKinds } from '../apiserver/kinds/defaultKinds';
import { ObjectBucket } from '../velero/ObjectBucket';
import { documentedRules, rulesWithoutBackups } from './documentedRules';
import { SimulatedCluster } from './SimulatedCluster';
import { StoryClock } from './StoryClock';
import { ClusterStory } from './types';

/** A short interval, so that silence is noticed while somebody looks on. */
const BOOKMARK_INTERVAL_MS = 2_000;

/** A cluster of the running fleet. @internal */
export interface FleetMember {
  cluster: SimulatedCluster;
  server: ApiServer;
  /** What the portal is told to log in with; not always right. */
  portalToken: string;
}

/**
 * Makes a cluster that does not listen yet.
 *
 * @param options.start - when its story begins; `present` is when it meets the real clock
 * @internal
 */
export async function createMember(
  story: ClusterStory,
  options: {
    authority: CertificateAuthority;
    clock: StoryClock;
    buckets: Map<string, ObjectBucket>;
    start: Date;
    present: Date;
  },
): Promise<FleetMember> {
  const { buckets, start, present } = options;
  const { server, portalToken } = await createServer(story, options);
  const { store } = server;
  const cluster = SimulatedCluster.create({
    ...{ story, store, buckets, start, present },
  });
  return { cluster, server, portalToken };
}

async function createServer(
  story: ClusterStory,
  options: { authority: CertificateAuthority; clock: StoryClock },
) {
  const token = randomBytes(24).toString('base64url');
  const server = await ApiServer.create({
    name: story.name,
    tls: story.tls ? options.authority : false,
    tokens: [
      // The kubeconfig of a cluster is its administrator's.
      {
        token: randomBytes(24).toString('base64url'),
        user: 'kubernetes-admin',
      },
      {
        token,
        user: 'system:serviceaccount:velero-manager:portal',
        rules:
          story.trouble === 'forbidden'
            ? rulesWithoutBackups()
            : documentedRules(),
      },
    ],
    kinds: defaultKinds.filter(({ group }) => isServed(group, story)),
    settings: { bookmarkIntervalMs: BOOKMARK_INTERVAL_MS },
    now: options.clock.now,
  });
  const portalToken =
    story.trouble === 'wrong-token' ? 'a-token-that-was-rotated' : token;
  return { server, portalToken };
}

/** Kinds come with what is installed. */
function isServed(group: string, story: ClusterStory): boolean {
  if (group === 'velero.io') return story.velero;
  if (group === 'argoproj.io') return story.gitops === 'argocd';
  if (group.endsWith('toolkit.fluxcd.io')) return story.gitops === 'flux';
  if (group.endsWith('cnpg.io')) return story.postgres.length > 0;
  if (group === 'longhorn.io') return story.longhorn !== null;
  if (group.endsWith('kubevirt.io')) return story.machines.length > 0;
  return true;
}
