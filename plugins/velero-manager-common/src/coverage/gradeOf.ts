import { VolumeSnapshotClassFact } from '../facts';
import { DataGrade, DataPathName } from './DataPath';

/** A grade that data can have. @public */
export type SnapshotGrade = Exclude<DataGrade, 'none'>;

/**
 * Where snapshots of CSI drivers lie; `local` for those that are not named.
 * Block storage of clouds keeps them apart from the volume.
 *
 * @public
 */
export const GRADE_BY_DRIVER: Readonly<Record<string, SnapshotGrade>> = {
  'ebs.csi.aws.com': 'provider',
  'pd.csi.storage.gke.io': 'provider',
  'disk.csi.azure.com': 'provider',
  'vpc.block.csi.ibm.io': 'provider',
  'blockvolume.csi.oraclecloud.com': 'provider',
  'diskplugin.csi.alibabacloud.com': 'provider',
  'com.tencent.cloud.csi.cbs': 'provider',
  'dobs.csi.digitalocean.com': 'provider',
  'linodebs.csi.linode.com': 'provider',
  'block.csi.vultr.com': 'provider',
  'csi.scaleway.com': 'provider',
  'csi.exoscale.com': 'provider',
};

const LONGHORN = 'driver.longhorn.io';

/**
 * Types of snapshot that Longhorn copies to its backup target; a class without a
 * type means such a copy (longhorn-manager csi/controller_server.go).
 */
const LONGHORN_BACKUPS = ['', 'bak', 'bs'];

/**
 * Where data lies that was taken by a path: files and moved snapshots in the
 * storage location; others where the driver keeps them, which `gradeByDriver`
 * can say better than {@link GRADE_BY_DRIVER}. What another plug-in did is not
 * known and counts as nothing.
 *
 * @public
 */
export function gradeOf(
  path: DataPathName,
  snapshot: {
    driver: string | null;
    snapshotClass?: Pick<VolumeSnapshotClassFact, 'parameters'> | null;
  },
  gradeByDriver: Readonly<Record<string, SnapshotGrade>> = {},
): DataGrade {
  switch (path) {
    case 'fs-backup':
    case 'data-mover':
      return 'off-cluster';
    case 'csi-snapshot':
      return gradeOfSnapshot(snapshot, gradeByDriver);
    case 'native-snapshot':
      return ownValue(gradeByDriver, snapshot.driver) ?? 'provider';
    default:
      return 'none';
  }
}

function gradeOfSnapshot(
  { driver, snapshotClass }: Parameters<typeof gradeOf>[1],
  gradeByDriver: Readonly<Record<string, SnapshotGrade>>,
): DataGrade {
  const decided = ownValue(gradeByDriver, driver);
  if (decided) return decided;
  if (driver === LONGHORN && snapshotClass) {
    const type = snapshotClass.parameters.type ?? '';
    return LONGHORN_BACKUPS.includes(type) ? 'off-cluster' : 'local';
  }
  return ownValue(GRADE_BY_DRIVER, driver) ?? 'local';
}

function ownValue<T>(
  table: Readonly<Record<string, T>>,
  key: string | null,
): T | undefined {
  return key !== null && Object.hasOwn(table, key) ? table[key] : undefined;
}
