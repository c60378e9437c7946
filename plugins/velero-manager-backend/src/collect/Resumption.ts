import { KindDefinition } from '@velero-manager/backstage-plugin-velero-manager-common';
import { FactPosition, StoredPosition } from '../store/positionTypes';
import { FactStore } from '../store/types';
import { factsVersion } from './factsVersion';

/** One watch: a kind in the version that is served, somewhere or everywhere. */
interface Watch {
  kind: KindDefinition;
  version: string;
  /** The one namespace that is watched; absent: all of them. */
  namespace?: string;
}

/**
 * Knows from where the watches of a cluster may go on that others began, and
 * what is to be kept so that others can go on from here.
 *
 * @internal
 */
export class Resumption {
  readonly #clusterId: string | null;
  readonly #positions: ReadonlyMap<string, StoredPosition>;

  private constructor(
    clusterId: string | null,
    positions: ReadonlyMap<string, StoredPosition>,
  ) {
    this.#clusterId = clusterId;
    this.#positions = positions;
  }

  /** @param clusterId - what no two clusters share; without it nothing is resumed */
  static async load(options: {
    cluster: string;
    clusterId: string | null;
    store: Pick<FactStore, 'positions'>;
  }): Promise<Resumption> {
    const { cluster, clusterId, store } = options;
    const stored = clusterId === null ? [] : await store.positions(cluster);
    return new Resumption(
      clusterId,
      new Map(
        stored.map(position => [
          `${position.kind}/${position.namespace}`,
          position,
        ]),
      ),
    );
  }

  /** Nothing is resumed, and nothing kept for it. */
  static none(): Resumption {
    return new Resumption(null, new Map());
  }

  /** Where a watch goes on, or `null` where the kind has to be listed. */
  startAt(watch: Watch): string | null {
    const { kind, namespace = '' } = watch;
    const stored = this.#positions.get(`${kind.kind}/${namespace}`);
    return stored && stored.basis === this.#basis(watch)
      ? stored.resourceVersion
      : null;
  }

  /** Whether the store says of such a kind that it is read whole. */
  isSynced({ kind, namespace = '' }: Watch): boolean {
    const stored = this.#positions.get(`${kind.kind}/${namespace}`);
    return stored?.isSynced ?? false;
  }

  /** What is stored so that another can go on from there. */
  position(watch: Watch, resourceVersion: string): FactPosition | undefined {
    const basis = this.#basis(watch);
    const { namespace = '' } = watch;
    return basis === null ? undefined : { namespace, resourceVersion, basis };
  }

  #basis({ kind, version }: Watch): string | null {
    return this.#clusterId === null
      ? null
      : `${this.#clusterId}/${version}/${factsVersion(kind)}`;
  }
}
