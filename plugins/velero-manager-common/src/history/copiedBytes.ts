import { VolumeCopyRecord } from './records';

/**
 * What was copied of volumes in one cluster on one day (UTC), by the way and
 * the place that it went, and by the schedule whose run it was for.
 *
 * @public
 */
export interface CopiedBytes {
  /** `2026-11-20`. */
  day: string;
  path: VolumeCopyRecord['path'];
  /** The namespace of the engine. */
  namespace: string;
  /** By the name of the backup; `null` for copies that no schedule of Velero made. */
  schedule: string | null;
  storageLocation: string | null;
  copies: number;
  /** Sent, as far as the engine says. */
  bytesDone: number;
  /** What the volumes hold, as far as the engine says. */
  bytesTotal: number;
}
