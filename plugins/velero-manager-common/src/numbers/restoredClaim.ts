import { VolumeRestoreFact } from '../facts';
import { ClusterView } from '../health/ClusterView';

/**
 * The claim whose volume was restored. A PodVolumeRestore names the pod and its
 * volume only (velero pkg/podvolume/restorer.go), so the pods of the namespace
 * it was copied from say the claim, and the copies of pods that are gone. A pod
 * of a Deployment has another name by now: then its volume decides, if all that
 * call theirs so mean the same claim.
 *
 * @internal
 */
export function restoredClaim(
  { claim, pod, sourceNamespace }: VolumeRestoreFact,
  { facts }: ClusterView,
): string | null {
  if (claim !== null || pod === null) return claim;
  const { Pod: pods = [], PodVolumeBackup: copies = [] } = facts.objects;
  const mounts = [
    ...pods
      .filter(({ namespace }) => namespace === sourceNamespace)
      .flatMap(({ name, volumes }) =>
        volumes.map(volume => ({ pod: name, ...volume })),
      ),
    ...copies
      .filter(copy => copy.sourceNamespace === sourceNamespace)
      .flatMap(copy =>
        copy.pod && copy.claim !== null
          ? { pod: copy.pod.name, name: copy.pod.volume, claim: copy.claim }
          : [],
      ),
  ].filter(({ name }) => name === pod.volume);
  const exact = mounts.find(mount => mount.pod === pod.name);
  if (exact) return exact.claim;
  const [first, ...others] = new Set(mounts.map(mount => mount.claim));
  return first !== undefined && others.length === 0 ? first : null;
}
