import {
  BackupFact,
  belongings,
  FactKind,
  KindDefinition,
  ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { FactDelta, FactRow } from '../store/types';

/** What changes that a collector may wait for. @internal */
export type SurveyTopic = 'velero-namespaces' | 'policies' | 'claims' | 'runs';

type Key = { namespace: string; name: string };

const OF_INTEREST: readonly FactKind[] = [
  'Schedule',
  'Backup',
  'PersistentVolumeClaim',
  'Namespace',
];

/**
 * What the collector of one kind must know of the other kinds of its cluster,
 * gathered from all that is stored: where Velero lives, which ConfigMaps its
 * objects name, which namespaces have claims, and when runs begin and end.
 *
 * @internal
 */
export class ClusterSurvey {
  readonly #given: readonly string[] | null;
  readonly #listeners = new Map<SurveyTopic, Set<() => void>>();
  /** Kinds of Velero that the cluster serves, and that it does not. */
  readonly #served = new Set<FactKind>();
  readonly #absent = new Set<FactKind>();
  /** Kinds that were read whole at least once. */
  readonly #read = new Set<FactKind>();
  /** Namespace by key of each of Velero's lasting objects, by kind. */
  readonly #places = new Map<FactKind, Map<string, string>>();
  /** ConfigMap by key of each schedule; and those that backups name. */
  readonly #scheduled = new Map<string, Key>();
  readonly #backedUp = new Map<string, Key>();
  /** A claim that goes is found out by the next list: then one namespace too many is read. */
  #claims = new Set<string>();
  readonly #namespaces = new Set<string>();
  readonly #unfinished = new Map<string, string>();

  private constructor(given: readonly string[] | null) {
    this.#given = given;
  }

  /** @param given - the namespaces of Velero where the configuration says them */
  static create(given: readonly string[] | null): ClusterSurvey {
    return new ClusterSurvey(given);
  }

  /**
   * Where Velero lives, in order: as configured, else where its objects are;
   * `null` until its storage locations were looked for.
   */
  veleroNamespaces(): string[] | null {
    if (!this.#given && !this.#read.has('BackupStorageLocation')) {
      return null;
    }
    const found = [...this.#places.values()].flatMap(keys => [
      ...keys.values(),
    ]);
    return [...new Set(this.#given ?? found)].sort();
  }

  /** Whether the cluster is known to have no Velero at all. */
  lacksVelero(): boolean {
    return this.#absent.has('BackupStorageLocation') && this.#served.size === 0;
  }

  /** The ConfigMaps that are named, or `null` until all who may name one were read. */
  policies(): Key[] | null {
    return this.#read.has('Schedule') && this.#read.has('Backup')
      ? [
          ...new Map([
            ...[...this.#scheduled.values()].map(entry),
            ...this.#backedUp,
          ]).values(),
        ]
      : null;
  }

  /** The namespaces that have claims, or `null` until claims were read. */
  claimNamespaces(): string[] | null {
    return this.#read.has('PersistentVolumeClaim')
      ? [...this.#claims].sort()
      : null;
  }

  /** How many namespaces the cluster has, or `null` until they were read. */
  namespaceCount(): number | null {
    return this.#read.has('Namespace') ? this.#namespaces.size : null;
  }

  /** @returns a function that ends it */
  subscribe(topic: SurveyTopic, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Whether the facts of a kind tell anything here; of others it is enough that they were read. */
  static concerns(kind: KindDefinition): boolean {
    return (
      OF_INTEREST.includes(kind.kind) ||
      (isOfVelero(kind) && belongings[kind.kind].history === undefined)
    );
  }

  /** A kind is not served by the cluster. */
  observeAbsence(kind: KindDefinition): void {
    this.#telling(kind, () => {
      this.#note(kind, { type: 'replaced', rows: [], malformed: 0 });
      this.#absent.add(kind.kind);
      this.#served.delete(kind.kind);
    });
  }

  /** Facts of a kind were stored. */
  observe(kind: KindDefinition, delta: FactDelta): void {
    this.#telling(kind, () => this.#note(kind, delta));
  }

  #note(kind: KindDefinition, delta: FactDelta): void {
    if (delta.type === 'replaced' && delta.namespace === undefined) {
      this.#read.add(kind.kind);
    }
    if (isOfVelero(kind)) {
      this.#served.add(kind.kind);
      this.#absent.delete(kind.kind);
      this.#notePlaces(kind.kind, delta);
    }
    if (kind.kind === 'Schedule' || kind.kind === 'Backup') {
      this.#notePolicies(kind.kind === 'Schedule', delta);
    }
    if (kind.kind === 'Backup') {
      this.#noteRuns(delta);
    }
    if (kind.kind === 'PersistentVolumeClaim') {
      this.#noteClaims(delta);
    }
    if (kind.kind === 'Namespace') {
      this.#noteNamespaces(delta);
    }
  }

  /** Makes a change and tells those who wait for what it changed. */
  #telling(kind: KindDefinition, change: () => void): void {
    const topics = Object.entries(this.#views(kind));
    const before = topics.map(([, view]) => JSON.stringify(view()));
    change();
    topics.forEach(([topic, view], i) => {
      if (JSON.stringify(view()) !== before[i]) {
        this.#tell(topic as SurveyTopic);
      }
    });
  }

  /** What facts of a kind can change, as others see it. */
  #views(kind: KindDefinition): Partial<Record<SurveyTopic, () => unknown>> {
    return {
      ...(isOfVelero(kind) && {
        'velero-namespaces': () => [
          this.veleroNamespaces(),
          this.lacksVelero(),
        ],
      }),
      ...((kind.kind === 'Schedule' || kind.kind === 'Backup') && {
        policies: () => this.policies(),
      }),
      ...(kind.kind === 'PersistentVolumeClaim' && {
        claims: () => this.claimNamespaces(),
      }),
    };
  }

  #notePlaces(kind: FactKind, delta: FactDelta): void {
    const places = this.#places.get(kind) ?? new Map<string, string>();
    this.#places.set(kind, places);
    forget(places, delta);
    for (const row of rowsOf(delta)) {
      // Of history there is much, and it stays where Velero once was.
      if (row.index.occurredAt === null) {
        places.set(keyOf(row), row.namespace);
      }
    }
  }

  #notePolicies(isSchedule: boolean, delta: FactDelta): void {
    const known = isSchedule ? this.#scheduled : this.#backedUp;
    if (isSchedule || delta.type !== 'removed') {
      forget(known, delta);
    }
    for (const row of rowsOf(delta)) {
      const name = policyOf(row);
      const key = { namespace: row.namespace, name: name ?? '' };
      if (isSchedule) {
        known.delete(keyOf(row));
      }
      if (name !== null) {
        known.set(isSchedule ? keyOf(row) : keyOf(key), key);
      }
    }
  }

  #noteClaims(delta: FactDelta): void {
    if (delta.type === 'replaced') {
      this.#claims = new Set();
    }
    rowsOf(delta).forEach(({ namespace }) => this.#claims.add(namespace));
  }

  #noteNamespaces(delta: FactDelta): void {
    if (delta.type === 'replaced') {
      this.#namespaces.clear();
    } else if (delta.type === 'removed') {
      delta.keys.forEach(({ name }) => this.#namespaces.delete(name));
    }
    rowsOf(delta).forEach(({ name }) => this.#namespaces.add(name));
  }

  /** A run that is first seen unfinished begins; one that was so and changes goes on. */
  #noteRuns(delta: FactDelta): void {
    forget(this.#unfinished, delta);
    let told = false;
    for (const row of rowsOf(delta)) {
      const key = keyOf(row);
      const outcome = row.index.outcome ?? '';
      const before = this.#unfinished.get(key);
      const isOver = isFinished(row);
      told ||=
        delta.type === 'upserted' &&
        (before === undefined ? !isOver : before !== outcome);
      if (isOver) {
        this.#unfinished.delete(key);
      } else {
        this.#unfinished.set(key, outcome);
      }
    }
    if (told) {
      this.#tell('runs');
    }
  }

  #tell(topic: SurveyTopic): void {
    this.#listeners.get(topic)?.forEach(listener => listener());
  }
}

/** Kinds of Velero that are looked for everywhere: where they are, Velero is. */
function isOfVelero({ engine, reach = 'cluster' }: KindDefinition): boolean {
  return engine === 'velero' && reach === 'cluster';
}

function rowsOf(delta: FactDelta): FactRow[] {
  return delta.type === 'replaced' || delta.type === 'upserted'
    ? delta.rows
    : [];
}

/** Drops what a delta takes away: what it removes, and all that it replaces. */
function forget(known: Map<string, unknown>, delta: FactDelta): void {
  if (delta.type === 'replaced') {
    known.clear();
  } else if (delta.type === 'removed') {
    delta.keys.forEach(key => known.delete(keyOf(key)));
  }
}

function keyOf({ namespace, name }: Key): string {
  return `${namespace}/${name}`;
}

function entry(key: Key): [string, Key] {
  return [keyOf(key), key];
}

// The rows of a kind were read as facts of that kind.
function policyOf({ fact }: FactRow): string | null {
  return (fact as ScheduleFact | BackupFact).scope.resourcePolicy;
}

function isFinished({ fact }: FactRow): boolean {
  return (fact as BackupFact).completedAt !== null;
}
