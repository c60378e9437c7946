import { installReasons } from './installs';
import { longhornReasons } from './longhorn';
import { postgresReasons } from './postgresql';
import { readingReasons } from './reading';
import { Reason, ReasonTable } from './ReasonTable';
import { storageReasons } from './storage';
import { syncReasons } from './sync';
import { veleroReasons } from './velero';
import { volumeReasons } from './volumes';

export type { Reason, ReasonTable } from './ReasonTable';

/** Every reason that a verdict can have. @public */
export const reasons = {
  ...readingReasons,
  ...veleroReasons,
  ...installReasons,
  ...volumeReasons,
  ...storageReasons,
  ...postgresReasons,
  ...longhornReasons,
  ...syncReasons,
} as const;

/** The code of a reason. @public */
export type ReasonCode = keyof typeof reasons;

/** Reasons by what they are about, for a page that lists them. @public */
export const reasonGroups: readonly {
  title: string;
  reasons: ReasonTable;
}[] = [
  { title: 'What Velero backs up', reasons: veleroReasons },
  { title: 'The servers of Velero', reasons: installReasons },
  { title: 'Volumes and virtual machines', reasons: volumeReasons },
  { title: 'Storage locations', reasons: storageReasons },
  { title: 'PostgreSQL (CloudNative-PG)', reasons: postgresReasons },
  { title: 'Longhorn', reasons: longhornReasons },
  { title: 'Git against the cluster', reasons: syncReasons },
  { title: 'What could not be judged', reasons: readingReasons },
];

/**
 * What a reason code means; a code that this version does not know is none.
 *
 * @public
 */
export function findReason(code: string): Reason | null {
  return Object.hasOwn(reasons, code) ? reasons[code as ReasonCode] : null;
}
