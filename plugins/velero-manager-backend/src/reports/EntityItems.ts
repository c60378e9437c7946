import {
  buildEntityListItem,
  type EntityListItem,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { JudgeEntity } from '../judge';
import type { EntitySummary, ReportStore } from '../store/reportTypes';
import type { EntityRow } from '../store/types';
import { freshAssessments } from './freshAssessments';
import type { ReportScope } from './ReportService';

/** An entity as lists show it, and what sums need beside. @internal */
export interface JudgedItem {
  item: EntityListItem;
  objectiveMet: boolean | null;
}

/**
 * Reads entities for lists and sums, each with a verdict that holds now.
 *
 * @internal
 */
export class EntityItems {
  readonly #store: ReportStore;
  readonly #judge: JudgeEntity;
  readonly #silentAfterMs: number;

  private constructor(options: EntityItemsOptions) {
    this.#store = options.store;
    this.#judge = options.judge;
    this.#silentAfterMs = options.silentAfterMs;
  }

  static create(options: EntityItemsOptions): EntityItems {
    return new EntityItems(options);
  }

  /**
   * @param options.matches - drops what was not asked for before anything else
   * is found out about it
   * @param options.visible - drops what the caller may not see, before judging
   */
  async read(options: {
    matches?: (entity: EntityRow) => boolean;
    visible: ReportScope['entities'];
  }): Promise<JudgedItem[]> {
    const { matches = () => true, visible } = options;
    if (visible === 'none') {
      return [];
    }
    const [now, clusters, stored] = await Promise.all([
      this.#store.now(),
      this.#store.listClusters(null),
      this.#store.listEntities(),
    ]);
    const asked = stored.filter(matches);
    const allowed = visible && (await visible(asked.map(e => e.entityRef)));
    const fresh = await freshAssessments(
      asked.filter(({ entityRef }) => !allowed || allowed.has(entityRef)),
      { now, judge: entities => this.#judgeEntities(entities, now) },
    );
    const surroundings = {
      now,
      silentAfterMs: this.#silentAfterMs,
      contacts: new Map(clusters.map(({ name, contact }) => [name, contact])),
      environments: new Map(
        clusters.map(({ name, environment }) => [name, environment]),
      ),
    };
    return fresh.map(entity => ({
      item: buildEntityListItem(entity, surroundings),
      objectiveMet: entity.assessment?.objectiveMet ?? null,
    }));
  }

  async #judgeEntities(entities: EntitySummary[], now: Date) {
    const loaded = await this.#store.loadEntities(
      entities.map(({ entityRef }) => entityRef),
    );
    return entities.map(({ entityRef }) => {
      const entity = loaded.get(entityRef);
      return entity ? this.#judge(entity.facts, { now }).assessment : null;
    });
  }
}

interface EntityItemsOptions {
  store: ReportStore;
  judge: JudgeEntity;
  silentAfterMs: number;
}
