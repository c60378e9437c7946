import { CertificateAuthority } from '../apiserver/certificates';
import { ObjectBucket } from '../velero/ObjectBucket';
import { createMember, FleetMember } from './FleetMember';
import { runPast } from './runPast';
import { StoryClock } from './StoryClock';
import { ClusterStory } from './types';

/** How much past the story has when it begins. */
const PAST_MS = 3 * 24 * 3_600_000;

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
    members.push(
      await createMember(story, { authority, clock, buckets, start, present }),
    );
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
