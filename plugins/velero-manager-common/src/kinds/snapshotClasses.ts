const PREFIX = 'velero.io/csi-volumesnapshot-class_';

/**
 * The VolumeSnapshotClass that annotations of a Backup name for each CSI
 * driver. Velero looks for the driver's name in lower case (velero
 * pkg/util/csi/volume_snapshot.go).
 *
 * @internal
 */
export function snapshotClassesOf(
  annotations: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations)
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([key, snapshotClass]) => [key.slice(PREFIX.length), snapshotClass]),
  );
}
