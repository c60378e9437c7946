import {
  FactKind,
  kindDefinitionList,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ScaleWrite } from '@velero-manager/dev-fleet';
import { SignalPublisher } from '../src/signals';
import { DatabaseStore } from '../src/store';
import { FactDelta, FactScope } from '../src/store/types';
import { quantile } from './Distribution';

/** Kinds whose writes always make their cluster's own verdict due. */
const OF_CLUSTER = new Set<FactKind>([
  'Backup',
  'BackupStorageLocation',
  'Kustomization',
  'Application',
]);

const KIND_OF = new Map<string, FactKind>(
  kindDefinitionList.map(({ group, resource, kind }) => [
    group ? `${resource}.${group}` : resource,
    kind,
  ]),
);

interface StoredWrite {
  at: number;
  storedAt: number;
}

/** How long changes of a cluster take to where they are seen. */
export interface Delays {
  writes: number;
  row: { p50: number; p99: number; max: number };
  /** Of those whose cluster is judged anew. */
  signal: { p50: number; p99: number; max: number; count: number };
  /** Writes that were not seen in the store. */
  missing: number;
}

/**
 * Follows each write of a fleet to its row in the store and on to the signal
 * that tells open pages of what was judged after it.
 */
export class CollectorDelays {
  /** By scope and key: writes that wait for their row. */
  readonly #pending = new Map<string, ScaleWrite[]>();
  /** By scope and key: rows that came before word of their write. */
  readonly #early = new Map<string, { revision: number; at: number }[]>();
  /** By cluster: rows that wait to be judged. */
  readonly #unjudged = new Map<string, StoredWrite[]>();
  readonly #judgedFrom = new Map<string, number>();
  /** Writes that were judged and wait for the signal. */
  #announced: StoredWrite[] = [];
  readonly #clusterOf: Map<string, string>;
  readonly #rows: number[] = [];
  readonly #signals: number[] = [];

  /** @param clusterOf - clusters by the id of their subject */
  constructor(clusterOf: Map<string, string>) {
    this.#clusterOf = clusterOf;
  }

  /** Listens to the store and the publisher; @returns a function that ends it */
  attach(publisher: SignalPublisher): () => void {
    const onStored = this.#stored.bind(this);
    const onJudging = (cluster: string) =>
      this.#judgedFrom.set(cluster, Date.now());
    const { apply, loadCluster } = DatabaseStore.prototype;
    const { changed } = publisher;
    DatabaseStore.prototype.apply = async function measured(scope, delta) {
      const applied = await apply.call(this, scope, delta);
      onStored(scope, delta);
      return applied;
    };
    DatabaseStore.prototype.loadCluster = async function measured(name) {
      onJudging(name);
      return loadCluster.call(this, name);
    };
    publisher.changed = id => {
      this.#judged(id);
      changed.call(publisher, id);
    };
    return () => {
      Object.assign(DatabaseStore.prototype, { apply, loadCluster });
      publisher.changed = changed;
    };
  }

  /** The fleet says what was written. */
  written(writes: ScaleWrite[]): void {
    for (const write of writes) {
      const kind = KIND_OF.get(write.resource);
      const key = keyOf({ ...write, kind: kind ?? '' });
      const early = this.#early
        .get(key)
        ?.find(({ revision }) => revision >= write.revision);
      if (early) {
        this.#arrived(write, early.at);
      } else {
        this.#pending.set(key, [...(this.#pending.get(key) ?? []), write]);
      }
    }
  }

  /** A signal went out. */
  published(): void {
    const now = Date.now();
    this.#announced.forEach(({ at }) => this.#signals.push(now - at));
    this.#announced = [];
  }

  /** What is not stored yet. */
  get missing(): number {
    return [...this.#pending.values()].reduce((n, list) => n + list.length, 0);
  }

  summary(): Delays {
    const [rows, signals] = [this.#rows, this.#signals].map(times =>
      times.sort((a, b) => a - b),
    );
    const describe = (times: number[]) => ({
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      max: times.at(-1) ?? 0,
    });
    return {
      writes: rows.length,
      row: describe(rows),
      signal: { ...describe(signals), count: signals.length },
      missing: this.missing,
    };
  }

  #stored({ cluster, kind }: FactScope, delta: FactDelta): void {
    const at = Date.now();
    if (delta.type === 'removed') {
      for (const key of delta.keys) {
        this.#row(keyOf({ cluster, kind, ...key }), Infinity, at);
      }
    } else if (delta.type === 'upserted' || delta.type === 'replaced') {
      for (const { namespace, name, resourceVersion } of delta.rows) {
        const key = keyOf({ cluster, kind, namespace, name });
        this.#row(key, Number(resourceVersion), at);
      }
    }
  }

  #row(key: string, revision: number, at: number): void {
    const waiting = this.#pending.get(key) ?? [];
    waiting
      .filter(write => write.revision <= revision)
      .forEach(write => this.#arrived(write, at));
    const left = waiting.filter(write => write.revision > revision);
    if (left.length > 0) {
      this.#pending.set(key, left);
    } else {
      this.#pending.delete(key);
    }
    this.#early.set(key, [...(this.#early.get(key) ?? []), { revision, at }]);
  }

  #arrived({ cluster, resource, at }: ScaleWrite, storedAt: number): void {
    this.#rows.push(storedAt - at);
    const kind = KIND_OF.get(resource);
    if (kind && OF_CLUSTER.has(kind)) {
      const waiting = this.#unjudged.get(cluster) ?? [];
      this.#unjudged.set(cluster, [...waiting, { at, storedAt }]);
    }
  }

  #judged(subjectId: string): void {
    const cluster = this.#clusterOf.get(subjectId);
    if (cluster === undefined) {
      return;
    }
    const from = this.#judgedFrom.get(cluster) ?? 0;
    const waiting = this.#unjudged.get(cluster) ?? [];
    this.#announced.push(...waiting.filter(({ storedAt }) => storedAt <= from));
    this.#unjudged.set(
      cluster,
      waiting.filter(({ storedAt }) => storedAt > from),
    );
  }
}

function keyOf(of: {
  cluster: string;
  kind: string;
  namespace: string;
  name: string;
}): string {
  return [of.cluster, of.kind, of.namespace, of.name].join(' ');
}
