import { DataPathRule } from './dataPathRules';

/**
 * Where the data of a volume lies once it was backed up, best first: apart from
 * the cluster and its storage, with the provider of the storage, in the storage
 * system itself, or nowhere.
 *
 * @public
 */
export type DataGrade = 'off-cluster' | 'provider' | 'local' | 'none';

/**
 * By which way the data of a volume gets into a backup.
 *
 * @public
 */
export type DataPathName =
  | 'fs-backup'
  | 'data-mover'
  | 'csi-snapshot'
  | 'native-snapshot'
  | 'custom'
  | 'none';

/**
 * By which way a schedule or a run takes the data of a claim, or why it does not.
 *
 * @public
 */
export interface DataPath {
  path: DataPathName;
  grade: DataGrade;
  /** The rule that decided. */
  rule: DataPathRule;
  /** One sentence on it. */
  message: string;
  /** True where something the answer needs is not known; the message says what. */
  isAssumed: boolean;
}
