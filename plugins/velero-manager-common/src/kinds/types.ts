import {
  ApplicationFact,
  BackupFact,
  KustomizationFact,
  NamespaceFact,
  ScheduleFact,
  StorageLocationFact,
} from '../facts';
import { Parsed } from '../parsed';

/** The type of the fact that each watched kind becomes. @public */
export interface FactByKind {
  Namespace: NamespaceFact;
  Schedule: ScheduleFact;
  Backup: BackupFact;
  BackupStorageLocation: StorageLocationFact;
  Application: ApplicationFact;
  Kustomization: KustomizationFact;
}

/** A kind of fact that we keep. @public */
export type FactKind = keyof FactByKind;

/**
 * Where a sync object puts things: `self` is the cluster it was read from,
 * `name:` and `server:` are an Argo CD destination as Argo CD writes it.
 *
 * @public
 */
export type Destination = 'self' | `name:${string}` | `server:${string}`;

/**
 * The namespace lists of a backup as they are written, patterns and all.
 *
 * @public
 */
export interface NamespaceLists {
  included: string[];
  excluded: string[];
}

/**
 * What the store indexes of a fact, beside its key.
 *
 * @public
 */
export interface FactIndex {
  /**
   * The schedule it belongs to: a Backup's, `''` for a manual one; a Schedule's
   * own name; else `null`.
   */
  owner: string | null;
  /** When it happened, RFC 3339 UTC, for kinds that are history (a Backup); else `null`. */
  occurredAt: string | null;
  /** How it ended or stands, for kinds that are history: a Backup's phase; else `null`. */
  outcome: string | null;
  /** The namespaces a sync object applies to, with the cluster as it names it. */
  targets: { destination: Destination; namespace: string }[];
  /** What a Schedule or a Backup takes; else `null`. */
  namespaces: NamespaceLists | null;
}

/**
 * All that the backend must know to collect one kind: where the API server
 * serves it, how to read an object, and what to index.
 *
 * @public
 */
export interface KindDefinition<K extends FactKind = FactKind> {
  kind: K;
  engine: 'kubernetes' | 'velero' | 'argocd' | 'flux';
  /** API group, `''` for core. */
  group: string;
  /** Versions we can read, preferred first. */
  versions: string[];
  /** Plural resource name, as in the URL. */
  resource: string;
  /** Never throws; drops all that a verdict does not need. */
  parse(object: unknown): Parsed<FactByKind[K]>;
  index(fact: FactByKind[K]): FactIndex;
}
