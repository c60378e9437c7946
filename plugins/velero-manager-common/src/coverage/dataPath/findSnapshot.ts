import { PersistentVolumeFact, VolumeSnapshotClassFact } from '../../facts';
import { quoteName } from '../../words';
import { DataPathRule } from '../dataPathRules';
import { isAtLeast } from '../parseVeleroVersion';
import { DataPathContext, PathFinding } from './DataPathContext';
import { hasNativeSnapshotter } from './nativeSnapshotters';
import { pickSnapshotClass } from './pickSnapshotClass';

const CSI_PLUGIN = /velero-plugin-for-csi/;

/**
 * By which kind of snapshot the data of a claim is taken: by CSI where the
 * volume is of a CSI driver and the server has the feature, else by a plug-in
 * for the provider (velero pkg/backup/actions/csi/pvc_action.go,
 * pkg/backup/item_backupper.go `takePVSnapshot`).
 *
 * @internal
 */
export function findSnapshot(
  context: DataPathContext,
): PathFinding {
  const { volume } = context;
  if (!volume) return ofUnknownVolume(context);
  if (!volume.csi) return findNative(context, volume);
  return hasCsiFeature(context)
    ? findCsi(context, volume.csi.driver)
    : findNative(context, volume);
}

/** The StorageClass still tells the driver, where a snapshot class is for it. */
function ofUnknownVolume(context: DataPathContext): PathFinding {
  const { claim, question } = context;
  const { storageClasses, snapshotClasses } = question.storage;
  const driver =
    claim.storageClass === null
      ? undefined
      : storageClasses?.get(claim.storageClass)?.provisioner;
  const isCsi = snapshotClasses?.some(one => one.driver === driver);
  if (driver === undefined || !isCsi || !hasCsiFeature(context)) {
    context.assume('that nothing takes it');
    return none('path_unknown', 'Its PersistentVolume could not be read');
  }
  context.assume(`that its volume is of CSI driver ${quoteName(driver)}`);
  return findCsi(context, driver);
}

/** Until 1.14 CSI came with a plug-in; the feature has to be on in all versions. */
function hasCsiFeature(context: DataPathContext): boolean {
  const { server } = context.reading;
  if (!server) {
    context.assume('that the Velero server has the feature EnableCSI');
    return true;
  }
  return (
    server.features.includes('EnableCSI') &&
    (isAtLeast(server.version, 1, 14) ||
      server.plugins.some(plugin => CSI_PLUGIN.test(plugin)))
  );
}

function findCsi(context: DataPathContext, driverOfVolume: string): PathFinding {
  const provisioner = findProvisioner(context, driverOfVolume);
  if (provisioner === null) {
    return none(
      'no_storage_class',
      'Its StorageClass, by which Velero finds a snapshot class, does not exist',
    );
  }
  const snapshotClass = findClass(context, provisioner);
  if (snapshotClass === null) {
    return none(
      'no_snapshot_class',
      `No VolumeSnapshotClass fits its CSI driver ${quoteName(provisioner)}`,
    );
  }
  const snapshot = {
    driver: provisioner,
    snapshotClass: snapshotClass ?? null,
  };
  if (context.readSwitch('snapshotMoveData')) return findMover(context, snapshot);
  return {
    path: 'csi-snapshot',
    rule: 'csi_snapshot',
    message: `A snapshot of CSI driver ${quoteName(provisioner)} is taken${
      snapshotClass ? ` with class ${quoteName(snapshotClass.name)}` : ''
    }.`,
    snapshot,
  };
}

/** The provisioner of the claim's StorageClass: Velero does not ask the volume. */
function findProvisioner(
  context: DataPathContext,
  driverOfVolume: string,
): string | null {
  const { claim, question } = context;
  if (!claim.storageClass) return null;
  const { storageClasses } = question.storage;
  if (storageClasses) {
    return storageClasses.get(claim.storageClass)?.provisioner ?? null;
  }
  context.assume(
    `that StorageClass ${quoteName(claim.storageClass)} is of driver ${quoteName(
      driverOfVolume,
    )}`,
  );
  return driverOfVolume;
}

/** `undefined` when the classes are not known. */
function findClass(
  context: DataPathContext,
  driver: string,
): VolumeSnapshotClassFact | null | undefined {
  const { claim, question, reading } = context;
  const { snapshotClasses } = question.storage;
  if (!snapshotClasses) {
    context.assume(
      `that a VolumeSnapshotClass fits CSI driver ${quoteName(driver)}`,
    );
    return undefined;
  }
  return pickSnapshotClass(snapshotClasses, {
    driver,
    byClaim: claim.snapshotClass,
    byBackup: question.plan.snapshotClasses,
    heedsDefault: isAtLeast(reading.server?.version ?? null, 1, 17),
  });
}

function findMover(
  context: DataPathContext,
  snapshot: PathFinding['snapshot'],
): PathFinding {
  switch (context.findNodeAgent()) {
    case 'absent':
      return none(
        'mover_no_node_agent',
        "The data of its snapshot is moved by Velero's node agent, which is not installed",
      );
    case 'not_ready':
      return none(
        'mover_node_agent_not_ready',
        "The data of its snapshot is moved by Velero's node agent, of which no pod is ready",
      );
    default:
      return {
        path: 'data-mover',
        rule: 'data_mover',
        message: 'The data of a CSI snapshot is moved to the storage location.',
        snapshot,
      };
  }
}

function findNative(
  context: DataPathContext,
  volume: PersistentVolumeFact,
): PathFinding {
  const { server } = context.reading;
  const what = volume.csi ? `CSI driver ${quoteName(volume.csi.driver)}` : `type ${quoteName(volume.type)}`;
  if (!hasNativeSnapshotter(volume, server?.plugins ?? null)) {
    return volume.csi
      ? none('csi_feature_off', `It is of ${what}, and the Velero server runs without the feature EnableCSI`)
      : none('no_snapshot_plugin', `No plug-in of Velero can snapshot a volume of ${what}`);
  }
  if (!context.reading.takesVolumes) {
    return none('volume_not_covered', 'Its snapshot is taken with its PersistentVolume, which the backup leaves out');
  }
  if (!server) {
    context.assume(`that Velero has a plug-in for volumes of ${what}`);
  }
  context.assume('that there is a VolumeSnapshotLocation for it');
  return {
    path: 'native-snapshot',
    rule: 'native_snapshot',
    message: `A plug-in takes a snapshot of this volume of ${what}.`,
    snapshot: { driver: volume.csi?.driver ?? null, snapshotClass: null },
  };
}

function none(rule: DataPathRule, why: string): PathFinding {
  return { path: 'none', rule, message: `${why}.` };
}
