import type { FactByKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { FollowedKind, SightedObject } from '../store/changeTypes';

/** Since when the word of a controller counts. @internal */
export interface WrittenSince {
  mergedAt: Date;
  /** When the cluster was first seen to hold what the change wrote. */
  appliedAt: Date;
}

/**
 * Whether the controller of each kind says that it took an object as it is;
 * `null` where it says nothing, so that there is nothing to wait for.
 */
const rules: {
  [K in FollowedKind]:
    | ((fact: FactByKind[K], since: WrittenSince) => boolean)
    | null;
} = {
  // One that the change wrote is among its schedules; this one is gone.
  Schedule: null,
  // An older word may be of what the location was before it was edited.
  BackupStorageLocation: (fact, since) =>
    fact.phase === 'Available' &&
    (isNew(fact, since) || isSince(fact.lastValidatedAt, since.appliedAt)),
  PostgresScheduledBackup: fact =>
    fact.error === null && (fact.suspended || fact.nextScheduledAt !== null),
  ObjectStore: null,
  LonghornBackupTarget: fact => fact.isAvailable,
  LonghornRecurringJob: null,
  AppProject: null,
  // Argo CD compared it, and has nothing against it: its conditions are problems.
  Application: (fact, since) =>
    fact.conditions.length === 0 &&
    ['Synced', 'OutOfSync'].includes(fact.syncStatus) &&
    (isNew(fact, since) || isSince(fact.reconciledAt, since.appliedAt)),
  ApplicationSet: fact =>
    holds(fact, 'ResourcesUpToDate', 'True') &&
    !holds(fact, 'ErrorOccurred', 'True'),
  Kustomization: fact =>
    fact.suspended ||
    (fact.settledGeneration === fact.generation &&
      holds(fact, 'Ready', 'True')),
};

/** Whether the controller of a kind says whether it took an object. @internal */
export function saysAccepted(kind: FollowedKind): boolean {
  return rules[kind] !== null;
}

/** Whether the controller of an object took it, as far as it says so. @internal */
export function hasAccepted(
  { kind, fact }: SightedObject,
  since: WrittenSince,
): boolean {
  // The fact is one of the kind.
  const rule = rules[kind] as
    | ((of: typeof fact, when: WrittenSince) => boolean)
    | null;
  return rule === null || rule(fact, since);
}

function isNew(fact: { createdAt: string }, { mergedAt }: WrittenSince) {
  return Date.parse(fact.createdAt) >= mergedAt.getTime();
}

function isSince(at: string | null, moment: Date): boolean {
  return at !== null && Date.parse(at) >= moment.getTime();
}

function holds(
  { conditions }: { conditions: { type: string; status: string }[] },
  type: string,
  status: string,
): boolean {
  return conditions.some(
    condition => condition.type === type && condition.status === status,
  );
}
