import {
  PersistentVolumeClaimFact,
  PersistentVolumeFact,
  ResourcePolicyFact,
  VolumePolicyConditions,
} from '../../facts';

/** What a volume policy tells Velero to do with a volume. @internal */
export type PolicyAction =
  ResourcePolicyFact['volumePolicies'][number]['action'];

/**
 * The action of the first volume policy of which all conditions fit, `null` if
 * none fits, or `undefined` if that depends on a volume that is not known.
 *
 * @remarks
 * velero internal/resourcepolicies/volume_resources.go. A claim without a volume
 * has no class, no type and no capacity there: `volume: null`.
 *
 * @internal
 */
export function matchVolumePolicy(
  { volumePolicies }: ResourcePolicyFact,
  claim: PersistentVolumeClaimFact,
  volume: PersistentVolumeFact | null | undefined,
): PolicyAction | null | undefined {
  for (const { conditions, action } of volumePolicies) {
    if (!fitsClaim(conditions, claim)) continue;
    if (volume === undefined && asksVolume(conditions)) return undefined;
    if (fitsVolume(conditions, volume ?? null)) return action;
  }
  return null;
}

function asksVolume(conditions: VolumePolicyConditions): boolean {
  const { capacity, storageClasses, nfs, csi, volumeTypes } = conditions;
  return [capacity, storageClasses, nfs, csi, volumeTypes].some(Boolean);
}

function fitsClaim(
  { claimLabels, claimPhases }: VolumePolicyConditions,
  claim: PersistentVolumeClaimFact,
): boolean {
  return (
    Object.entries(claimLabels ?? {}).every(
      ([key, value]) =>
        Object.hasOwn(claim.labels, key) && claim.labels[key] === value,
    ) &&
    (!claimPhases?.length || claimPhases.includes(claim.phase))
  );
}

function fitsVolume(
  conditions: VolumePolicyConditions,
  volume: PersistentVolumeFact | null,
): boolean {
  const { storageClasses, volumeTypes } = conditions;
  return (
    fitsCapacity(conditions.capacity, volume?.capacityBytes ?? 0) &&
    (!storageClasses?.length ||
      storageClasses.includes(volume?.storageClass || '?')) &&
    fitsNfs(conditions.nfs, volume?.nfs ?? null) &&
    fitsCsi(conditions.csi, volume?.csi ?? null) &&
    (!volumeTypes?.length || volumeTypes.includes(volume?.type ?? ''))
  );
}

/** An open side is 0, and from 0 to 0 is everything. */
function fitsCapacity(
  range: VolumePolicyConditions['capacity'],
  bytes: number,
): boolean {
  const from = range?.from ?? 0;
  const to = range?.to ?? 0;
  return bytes >= from && (to === 0 || bytes <= to);
}

function fitsNfs(
  wanted: VolumePolicyConditions['nfs'],
  nfs: PersistentVolumeFact['nfs'],
): boolean {
  if (!wanted) return true;
  return (
    nfs !== null &&
    (!wanted.server || wanted.server === nfs.server) &&
    (!wanted.path || wanted.path === nfs.path)
  );
}

function fitsCsi(
  wanted: VolumePolicyConditions['csi'],
  csi: PersistentVolumeFact['csi'],
): boolean {
  if (!wanted) return true;
  if (!csi) return false;
  // Without a driver Velero does not look at the attributes.
  if (!wanted.driver) return true;
  return (
    wanted.driver === csi.driver &&
    Object.entries(wanted.attributes).every(
      ([key, value]) => (csi.attributes[key] ?? '') === value,
    )
  );
}
