import { DataPath } from '../coverage';
import {
  ScheduleFact,
  StorageLocationFact,
  SyncObjectFact,
  SourceFact,
} from '../facts';
import { Objective } from './objective';
import { ProtectionVerdict, SyncVerdict } from './verdict';

/** A good copy, by the moment its data is of. @public */
export interface LastGood {
  /** RFC 3339, UTC. Of a live copy: what it rests on. */
  at: string;
  engine: UnitEngine;
  /** Name of the engine's backup object, or `null` where only its store knows. */
  backup: string | null;
  /** A continuous archive: what was written up to a few minutes ago comes back. */
  isLive: boolean;
}

/** What makes copies of a unit. @public */
export type UnitEngine =
  | 'velero'
  | 'cloudnative-pg'
  | 'longhorn'
  | 'volume-snapshot';

/** A protection unit with its verdict. @public */
export interface UnitAssessment {
  /** `cluster/namespace/` and `objects`, `volume:<claim>`, `pg:<cluster>` or `vm:<name>`. */
  id: string;
  kind: 'objects' | 'volume' | 'postgresql' | 'virtual-machine';
  /** The engine that covers it, or `null` when none does or that cannot be told. */
  engine: UnitEngine | null;
  cluster: string;
  namespace: string;
  name: string;
  verdict: ProtectionVerdict;
  /** The size that was asked for; `null` where a size is no question or not known. */
  bytes: number | null;
  /** By which way its data gets into a backup; `null` where that is no question. */
  dataPath: DataPath | null;
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
  kind: SyncObjectFact['kind'];
  fact: SyncObjectFact;
  verdict: SyncVerdict;
}

/**
 * What sync objects come from, with its verdict: an Argo CD ApplicationSet or a
 * source of Flux.
 *
 * @public
 */
export interface SyncSourceAssessment {
  /** `cluster/kind/namespace/name`. */
  id: string;
  cluster: string;
  kind: 'ApplicationSet' | SourceFact['kind'];
  namespace: string;
  name: string;
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
