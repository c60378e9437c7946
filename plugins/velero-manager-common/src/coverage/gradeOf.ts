import { StorageClassFact, VolumeSnapshotClassFact } from '../facts';
import { DataGrade, DataPathName } from './DataPath';

/** A grade that data can have. @public */
export type SnapshotGrade = Exclude<DataGrade, 'none'>;

/**
 * Where data lies that was taken by a path. `gradeByDriver` overrides what is
 * known of CSI drivers.
 *
 * @public
 */
export function gradeOf(
  path: DataPathName,
  snapshot: {
    driver: string | null;
    snapshotClass?: Pick<VolumeSnapshotClassFact, 'parameters'> | null;
    storageClass?: Pick<StorageClassFact, 'parameters'> | null;
  },
  gradeByDriver: Readonly<Record<string, SnapshotGrade>> = {},
): DataGrade {
  return gradeByDriver[snapshot.driver ?? path] ?? 'none';
}
