import { randomBytes } from 'node:crypto';
import { ApiServer } from '../apiserver/ApiServer';
import { CertificateAuthority } from '../apiserver/certificates';
import { defaultKinds } from '../apiserver/kinds/defaultKinds';
import { ObjectBucket } from '../velero/ObjectBucket';
import { documentedRules, rulesWithoutBackups } from './documentedRules';
import { runPast } from './runPast';
import { SimulatedCluster } from './SimulatedCluster';
import { StoryClock } from './StoryClock';
import { ClusterStory } from './types';

/** How much past the story has when it begins. */
const PAST_MS = 3 * 24 * 3_600_000;

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
 * Makes the clusters of the story and takes them through their past. Nobody can
 * see them yet, and the clock stands at `present`.
 *
 * @internal
 */
export async function createMembers(
  stories: ClusterStory[],
  options: { authority: CertificateAuthority; present: Date },
): Promise<{
  members: FleetMember[];
  buckets: Map<string, ObjectBucket>;
  clock: StoryClock;
}> {
  const { authority, present } = options;
  const start = new Date(present.getTime() - PAST_MS);
  const clock = new StoryClock(start);
  const buckets = createBuckets(stories);
  const members: FleetMember[] = [];
  for (const story of stories) {
    const { server, portalToken } = await createServer(story, {
      authority,
      clock,
    });
    const { store } = server;
    const cluster = SimulatedCluster.create({
      story,
      store,
      buckets,
      start,
      present,
    });
    members.push({ cluster, server, portalToken });
  }
  runPast(
    members.map(({ cluster }) => cluster),
    { start, end: present, setClock: now => clock.set(now) },
  );
  return { members, buckets, clock };
}

function createBuckets(stories: ClusterStory[]): Map<string, ObjectBucket> {
  const names = stories.flatMap(({ locations }) =>
    locations.map(({ bucket }) => bucket),
  );
  return new Map(
    [...new Set(names)].map(name => [name, ObjectBucket.create(name)]),
  );
}

async function createServer(
  story: ClusterStory,
  options: { authority: CertificateAuthority; clock: StoryClock },
): Promise<{ server: ApiServer; portalToken: string }> {
  const token = randomBytes(24).toString('base64url');
  const server = await ApiServer.create({
    name: story.name,
    tls: story.tls ? options.authority : false,
    tokens: [
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
