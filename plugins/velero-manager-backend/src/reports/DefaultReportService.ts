import { NotFoundError } from '@backstage/errors';
import {
  buildClusterListItem,
  buildClusterReport,
  buildEntityReport,
  buildFleetSummary,
  type ClusterList,
  type ClusterListItem,
  type ClusterQuery,
  type ClusterReport,
  type EntityList,
  type EntityQuery,
  type EntityReport,
  type FleetSummary,
  type JudgeSettings,
  type PastRun,
  protectionStates,
  type ScheduleAssessment,
  sentSince,
  type SummedEntity,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ConfigNote } from '../clusters';
import {
  createClusterJudge,
  type JudgeCluster,
  type JudgeEntity,
} from '../judge';
import type { ChangeStore } from '../store/changeTypes';
import type { HistoryStore } from '../store/historyTypes';
import type { ClusterSummary, ReportStore } from '../store/reportTypes';
import { EntityItems, type JudgedItem } from './EntityItems';
import { freshAssessments } from './freshAssessments';
import {
  createEntityMatcher,
  matchesClusterQuery,
  matchesEntityQuery,
} from './matchesQuery';
import { paginate } from './paginate';
import { readEntityChanges } from './readEntityChanges';
import type {
  ReportOptions,
  ReportScope,
  ReportService,
} from './ReportService';

/** Success rates look back so far. */
const RATED_MS = 30 * 86_400_000;

/** Where the changes of some clusters are found. @internal */
export type RecentChanges = Pick<ChangeStore, 'listRecentChanges'>;

/** What reports tell of what is over. @internal */
export type PastStore = Pick<HistoryStore, 'listPastRuns' | 'sumBytes'>;

/** What reports are made of, and how. @internal */
export interface DefaultReportServiceOptions {
  store: ReportStore;
  judge: JudgeEntity;
  settings: JudgeSettings;
  silentAfterMs: number;
  /** The objective of each environment that has one, in seconds. */
  environmentRpoSeconds: Readonly<Record<string, number>>;
  /** What an operator should know of the configured clusters. */
  notes: () => ConfigNote[];
  changes: RecentChanges;
  history: PastStore;
}

/**
 * Makes reports of stored facts by the rules of the common package, whoever
 * asks. `now` is the database's, as it is for stored verdicts.
 *
 * @internal
 */
export class DefaultReportService implements ReportService {
  readonly #store: ReportStore;
  readonly #judge: JudgeEntity;
  readonly #settings: JudgeSettings;
  readonly #silentAfterMs: number;
  readonly #judgeCluster: JudgeCluster;
  readonly #notes: () => ConfigNote[];
  readonly #changes: RecentChanges;
  readonly #history: PastStore;
  readonly #entityItems: EntityItems;

  private constructor(options: DefaultReportServiceOptions) {
    this.#store = options.store;
    this.#judge = options.judge;
    this.#settings = options.settings;
    this.#silentAfterMs = options.silentAfterMs;
    this.#judgeCluster = createClusterJudge(options);
    this.#notes = options.notes;
    this.#changes = options.changes;
    this.#history = options.history;
    this.#entityItems = EntityItems.create(options);
  }

  static create(options: DefaultReportServiceOptions): DefaultReportService {
    return new DefaultReportService(options);
  }

  async getEntityReport(entityRef: string): Promise<EntityReport> {
    const [now, loaded] = await Promise.all([
      this.#store.now(),
      this.#store.loadEntity(entityRef),
    ]);
    if (!loaded) {
      throw new NotFoundError(
        `Nothing is known of '${entityRef}': it claims no namespace, or was not read from the catalog yet`,
      );
    }
    const judged = this.#judge(loaded.facts, { now });
    const { namespaces } = judged.facts;
    const [changes, pastRuns] = await Promise.all([
      readEntityChanges(this.#changes, { namespaces, now }),
      this.#readPastRuns(judged.assessment.schedules, now),
    ]);
    return buildEntityReport({
      ...judged,
      ...{ changes, pastRuns, now },
      subject: loaded.subjectId,
      silentAfterMs: this.#silentAfterMs,
    });
  }

  async listEntities(
    query: EntityQuery,
    { scope }: ReportOptions,
  ): Promise<EntityList> {
    const matches = createEntityMatcher(query);
    const judged = await this.#entityItems.read({
      matches,
      visible: scope?.entities,
    });
    const items = judged
      .map(({ item }) => item)
      .filter(item => matchesEntityQuery(item, query));
    return paginate(items, query, ({ protection, title, entityRef }) => ({
      rank: protectionStates.indexOf(protection.state),
      title,
      id: entityRef,
    }));
  }

  async listClusters(
    query: ClusterQuery,
    { scope }: ReportOptions,
  ): Promise<ClusterList> {
    const now = await this.#store.now();
    const items = await this.#readClusterItems(scope?.clusters, now);
    return paginate(
      items.filter(item => matchesClusterQuery(item, query)),
      query,
      ({ protection, title, name }) => ({
        rank: protectionStates.indexOf(protection.state),
        title,
        id: name,
      }),
    );
  }

  async getClusterReport(name: string): Promise<ClusterReport> {
    const [now, contacts, detail] = await Promise.all([
      this.#store.now(),
      this.#store.contacts(),
      this.#store.loadClusterDetail(name),
    ]);
    if (!detail) {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    const judged = this.#judgeCluster(detail, { now });
    const [pastRuns, copied] = await Promise.all([
      this.#readPastRuns(judged.assessment.schedules, now),
      this.#history.sumBytes({
        cluster: name,
        since: sentSince(now),
        until: now,
      }),
    ]);
    return buildClusterReport({
      ...detail,
      ...judged,
      ...{ pastRuns, copied },
      settings: this.#settings,
      freshness: { now, contacts, silentAfterMs: this.#silentAfterMs },
    });
  }

  async getFleetSummary({ scope }: ReportOptions): Promise<FleetSummary> {
    const now = await this.#store.now();
    const [clusters, entities] = await Promise.all([
      scope?.clusters === 'none'
        ? null
        : this.#readClusterItems(scope?.clusters, now),
      scope?.entities === 'none'
        ? null
        : this.#entityItems.read({ visible: scope?.entities }),
    ]);
    return buildFleetSummary({
      clusters,
      entities: entities?.map(toSummed) ?? null,
      // Notes name places and clusters: for those who may see all of them.
      notes: scope?.clusters === undefined ? this.#notes() : [],
      now,
    });
  }

  #readPastRuns(
    schedules: readonly ScheduleAssessment[],
    now: Date,
  ): Promise<PastRun[]> {
    return this.#history.listPastRuns({
      schedules: schedules.map(({ cluster, fact: { namespace, name } }) => ({
        ...{ cluster, namespace, name },
      })),
      since: new Date(now.getTime() - RATED_MS),
    });
  }

  async #readClusterItems(
    filter: ReportScope['clusters'],
    now: Date,
  ): Promise<ClusterListItem[]> {
    if (filter === 'none') {
      return [];
    }
    const [stored, contacts] = await Promise.all([
      this.#store.listClusters(filter ?? null),
      this.#store.contacts(),
    ]);
    const fresh = await freshAssessments(stored, {
      now,
      judge: clusters =>
        Promise.all(clusters.map(one => this.#assessCluster(one, now))),
    });
    return fresh.map(cluster =>
      buildClusterListItem(cluster, {
        ...{ now, contacts },
        silentAfterMs: this.#silentAfterMs,
      }),
    );
  }

  async #assessCluster({ name }: ClusterSummary, now: Date) {
    const loaded = await this.#store.loadCluster(name);
    return loaded && this.#judgeCluster(loaded, { now }).assessment;
  }
}

function toSummed({ item, objectiveMet }: JudgedItem): SummedEntity {
  return { item, objectiveMet };
}
