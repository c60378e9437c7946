import { createAuthority } from '../../apiserver/certificates';
import { clusterStories } from '../clusters';
import { createMembers } from '../createMembers';
import { FleetMember } from '../FleetMember';

/** The clusters of the story as they stand at a moment, before anybody looks. */
export async function tellStory(present: Date): Promise<FleetMember[]> {
  const authority = await createAuthority();
  const { members } = await createMembers(clusterStories, {
    authority,
    present,
  });
  return members;
}
