import type {
  CheckFactsOfCluster,
  Contact,
  NamespaceFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Knex } from 'knex';
import type {
  ChangeFilter,
  ChangePosition,
  ChangeProgress,
  ChangeRecord,
  ChangeStore,
  NewChange,
  SoughtObjects,
} from './changeTypes';
import { advanceChange } from './operations/changes/advanceChange';
import { withClusters } from './operations/changes/changeClusters';
import { claimChanges } from './operations/changes/claimChanges';
import { hasApplicationOf } from './operations/changes/hasApplicationOf';
import { listChanges } from './operations/changes/listChanges';
import { listRecentChanges } from './operations/changes/listRecentChanges';
import { markChangeDue } from './operations/changes/markChangeDue';
import { putChange } from './operations/changes/putChange';
import { readCheckFacts } from './operations/changes/readCheckFacts';
import { sightObjects } from './operations/changes/sightObjects';
import { listContacts } from './operations/contacts/listContacts';
import { readFacts } from './operations/facts/readFacts';
import type { DbChangeRow } from './changeTables';
import { transact } from './transact';

/**
 * Changes and their journeys in the plugin's database, beside the facts that
 * tell how far they have come.
 *
 * @internal
 */
export class DatabaseChangeStore implements ChangeStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @param knex - a database whose tables are up to date */
  static create(knex: Knex): DatabaseChangeStore {
    return new DatabaseChangeStore(knex);
  }

  putChange(change: NewChange): Promise<ChangeRecord> {
    return transact(this.#knex, knex => putChange({ knex, change }));
  }

  async loadChange(id: string): Promise<ChangeRecord | null> {
    const row = await this.#knex<DbChangeRow>('changes').where({ id }).first();
    const [change = null] = await withClusters(this.#knex, row ? [row] : []);
    return change;
  }

  listChanges(
    filter: ChangeFilter,
    page: { limit: number; after: ChangePosition | null },
  ) {
    return listChanges({ knex: this.#knex, filter, ...page });
  }

  listRecentChanges(clusters: string[], since: Date): Promise<ChangeRecord[]> {
    return listRecentChanges({ knex: this.#knex, clusters, since });
  }

  claimChanges(options: {
    limit: number;
    holdMs: number;
  }): Promise<ChangeRecord[]> {
    return claimChanges({ knex: this.#knex, ...options });
  }

  advanceChange(change: ChangeRecord, progress: ChangeProgress): Promise<void> {
    return transact(this.#knex, knex =>
      advanceChange({ knex, change, progress }),
    );
  }

  markChangeDue(pull: { repository: string; number: number }): Promise<void> {
    return markChangeDue({ knex: this.#knex, ...pull });
  }

  sightObjects(change: SoughtObjects) {
    return sightObjects({ knex: this.#knex, change });
  }

  hasApplicationOf({ owner, repo }: { owner: string; repo: string }) {
    return hasApplicationOf({ knex: this.#knex, owner, repo });
  }

  readContacts(clusters: string[]): Promise<Map<string, Contact>> {
    return listContacts({ knex: this.#knex, clusters });
  }

  readCheckFacts(
    clusters: string[],
  ): Promise<Map<string, CheckFactsOfCluster>> {
    return readCheckFacts({ knex: this.#knex, clusters });
  }

  async readNamespaces(
    cluster: string,
    names: string[],
  ): Promise<NamespaceFact[]> {
    const facts = await readFacts({
      knex: this.#knex,
      kind: 'Namespace',
      clusters: [cluster],
      names,
    });
    return facts.get(cluster) ?? [];
  }
}
