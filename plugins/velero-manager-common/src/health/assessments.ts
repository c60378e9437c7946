import { ScheduleFact, StorageLocationFact, SyncObjectFact } from '../facts';
import { Objective } from './objective';
import { ProtectionVerdict, SyncVerdict } from './verdict';

/** A good copy, by the moment its data is of. @public */
export interface LastGood {
  /** RFC 3339, UTC. */
  at: string;
  engine: 'velero';
  /** Name of the Velero Backup. */
  backup: string;
}

/**
 * A protection unit with its verdict. Only the objects of a namespace are
 * judged so far.
 *
 * @public
 */
export interface UnitAssessment {
  /** `cluster/namespace/objects`. */
  id: string;
  kind: 'objects';
  engine: 'velero' | null;
  cluster: string;
  namespace: string;
  name: string;
  verdict: ProtectionVerdict;
  lastGood: LastGood | null;
  objective: Objective | null;
  /** `null` when there is no objective yet or it cannot be judged. */
  objectiveMet: boolean | null;
  /** Ids of the schedules that cover it. */
  schedules: string[];
  /** Whether a backup of it is under way. */
  running: boolean;
}

/** A schedule with its verdict. @public */
export interface ScheduleAssessment {
  /** `cluster/namespace/name`. */
  id: string;
  cluster: string;
  fact: ScheduleFact;
  verdict: ProtectionVerdict;
  lastGood: LastGood | null;
}

/** A storage location with its verdict. @public */
export interface StorageLocationAssessment {
  cluster: string;
  fact: StorageLocationFact;
  verdict: ProtectionVerdict;
}

/** A sync object with its verdict. @public */
export interface SyncAssessment {
  /** `cluster/kind/namespace/name`. */
  id: string;
  cluster: string;
  kind: 'Application' | 'Kustomization';
  fact: SyncObjectFact;
  verdict: SyncVerdict;
}

/**
 * What one cluster contributes to a whole. `cluster` is the one whose silence
 * makes the part UNKNOWN, `''` where the verdict rests on no cluster.
 *
 * @public
 */
export interface AssessedPart {
  cluster: string;
  protection: ProtectionVerdict | null;
  sync: SyncVerdict | null;
}

/** All that an assessment of an entity finds. @public */
export interface EntityAssessment {
  units: UnitAssessment[];
  schedules: ScheduleAssessment[];
  syncObjects: SyncAssessment[];
  parts: AssessedPart[];
  /** The weakest link: the oldest of the newest good copies; `null` if a unit has none. */
  lastGood: LastGood | null;
  lastGoodAt: string | null;
  /** The strictest objective of its units. */
  objective: Objective | null;
  /** Whether every unit that has an objective keeps it; `null` when none has. */
  objectiveMet: boolean | null;
  running: boolean;
  validUntil: Date | null;
}

/** All that an assessment of a cluster finds. @public */
export interface ClusterAssessment {
  schedules: ScheduleAssessment[];
  storageLocations: StorageLocationAssessment[];
  syncObjects: SyncAssessment[];
  parts: AssessedPart[];
  /** Always `null`: a cluster has no single last good copy. */
  lastGoodAt: string | null;
  /** Always `null`: objectives belong to services. */
  objectiveMet: boolean | null;
  validUntil: Date | null;
}
