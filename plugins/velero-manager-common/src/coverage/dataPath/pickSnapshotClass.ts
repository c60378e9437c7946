import { VolumeSnapshotClassFact } from '../../facts';

/**
 * The VolumeSnapshotClass that Velero takes for a driver, or `null` if it finds
 * none: what the claim asks for, then what the backup asks for, then one for
 * Velero by its label, then the default of the driver, then the only one.
 *
 * @remarks
 * velero pkg/util/csi/volume_snapshot.go `GetVolumeSnapshotClass`. What is asked
 * for counts only where it exists and is for the driver; both are compared
 * without case there. `driver` is the provisioner of the claim's StorageClass.
 *
 * @internal
 */
export function pickSnapshotClass(
  classes: readonly VolumeSnapshotClassFact[],
  wanted: {
    driver: string;
    byClaim: string | null;
    /** By driver, from annotations of the backup. */
    byBackup: Readonly<Record<string, string>>;
    /** Whether the server heeds the default of Kubernetes, as since 1.17. */
    heedsDefault: boolean;
  },
): VolumeSnapshotClassFact | null {
  const { driver, byClaim, byBackup, heedsDefault } = wanted;
  const key = driver.toLowerCase();
  const named = (name: string | null | undefined) =>
    name
      ? classes.find(one => isSame(one.name, name) && isSame(one.driver, driver))
      : undefined;
  const fitting = classes.filter(one => one.driver === driver);
  return (
    named(byClaim) ??
    named(Object.hasOwn(byBackup, key) ? byBackup[key] : null) ??
    fitting.find(({ isForVelero }) => isForVelero) ??
    fitting.find(({ isDefault }) => heedsDefault && isDefault) ??
    (fitting.length === 1 ? fitting[0] : null)
  );
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
