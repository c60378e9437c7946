import {
  type CheckFacts,
  contactState,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Clock } from '../kubernetes';
import type { ChangeStore } from '../store/changeTypes';
import type { ChangeScope } from './ChangeService';

/** A plan has ten seconds in all; what is not answered by then was not checked. */
const LONGEST_MS = 3_000;

interface ClusterFactsReaderOptions {
  store: Pick<ChangeStore, 'readCheckFacts' | 'readContacts'>;
  clock: Clock;
  /** After so long without contact nothing is known of a cluster any more. */
  silentAfterMs: number;
}

/**
 * Reads what checks of a plan ask of its clusters, of all together, for whoever
 * may read them. A cluster that is silent, hidden or slow to be read is left out.
 *
 * @internal
 */
export class ClusterFactsReader {
  readonly #options: ClusterFactsReaderOptions;

  private constructor(options: ClusterFactsReaderOptions) {
    this.#options = options;
  }

  static create(options: ClusterFactsReaderOptions): ClusterFactsReader {
    return new ClusterFactsReader(options);
  }

  async read(
    clusters: string[],
    scope: Pick<ChangeScope, 'readable'> | undefined,
  ): Promise<CheckFacts> {
    const over = new AbortController();
    const late = this.#options.clock
      .sleep(LONGEST_MS, over.signal)
      .then((): CheckFacts => ({ clusters: {} }))
      // Stopped, since the others were there first.
      .catch((): CheckFacts => ({ clusters: {} }));
    try {
      return await Promise.race([this.#readAll(clusters, scope), late]);
    } finally {
      over.abort();
    }
  }

  async #readAll(
    clusters: string[],
    scope: Pick<ChangeScope, 'readable'> | undefined,
  ): Promise<CheckFacts> {
    const { store, clock, silentAfterMs } = this.#options;
    const readable = scope ? await scope.readable(clusters) : clusters;
    const contacts = await store.readContacts(readable);
    const now = new Date(clock.now());
    const heard = [...contacts].flatMap(([cluster, contact]) => {
      const { state } = contactState(contact, { now, silentAfterMs });
      return state === 'connected' || state === 'failing' ? [cluster] : [];
    });
    const facts = await store.readCheckFacts(heard);
    return { clusters: Object.fromEntries(facts) };
  }
}
