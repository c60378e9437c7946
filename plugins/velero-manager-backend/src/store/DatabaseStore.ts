import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  CollectionStatus,
  Contact,
  Exemption,
  FactKind,
  KindStatus,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { ClusterDefinition } from '../clusters/types';
import { DatabaseChangeStore } from './DatabaseChangeStore';
import { DatabaseHistoryStore } from './DatabaseHistoryStore';
import { DatabaseGauges } from './DatabaseGauges';
import { DatabaseOutbox } from './DatabaseOutbox';
import { DatabasePolicyTurns } from './DatabasePolicyTurns';
import { isPostgres } from './dialect';
import { EntityReader } from './EntityReader';
import type { ExemptionScope, ExemptionStore } from './exemptionTypes';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { type HeldLease, type Lease, type LeasedFacts } from './leaseTypes';
import { listClusters } from './operations/clusters/listClusters';
import { loadCluster } from './operations/clusters/loadCluster';
import { loadClusterDetail } from './operations/clusters/loadClusterDetail';
import { putClusters } from './operations/clusters/putClusters';
import { writeCollection } from './operations/collections/writeCollection';
import { addKubernetesVersion } from './operations/contacts/addKubernetesVersion';
import { listContacts } from './operations/contacts/listContacts';
import { writeContactFailure } from './operations/contacts/writeContactFailure';
import { claimDue } from './operations/due/claimDue';
import { completeDue } from './operations/due/completeDue';
import { getNextDueInMs } from './operations/due/getNextDueInMs';
import { releaseDue } from './operations/due/releaseDue';
import { listEntities } from './operations/entities/listEntities';
import { loadEntities } from './operations/entities/loadEntities';
import { putEntities } from './operations/entities/putEntities';
import {
  keepExemptionsOf,
  putExemptions,
} from './operations/exemptions/putExemptions';
import { readKindFacts } from './operations/facts/readKindFacts';
import { writeFoundKinds } from './operations/kinds/writeFoundKinds';
import { writeKindStatus } from './operations/kinds/writeKindStatus';
import { listPositions } from './operations/positions/listPositions';
import { readNow } from './operations/readNow';
import { isAnySilent, markSilence } from './operations/silence/markSilence';
import { listTransitions } from './operations/transitions/listTransitions';
import { toStorableText } from './toStorableText';
import { KindPosition } from './positionTypes';
import { transact } from './transact';
import {
  ClusterFilter,
  DueList,
  DueSubject,
  EntityRow,
  FactDelta,
  FactScope,
  FactStore,
  FoundKinds,
  JudgedSubject,
  ReportStore,
  SubjectAssessment,
  SubjectKey,
  Transition,
} from './types';
import { KnownRuns } from './KnownRuns';
import { WriteQueue } from './WriteQueue';

/** Of the ten connections of a pool most stay free for others. */
const READ_AT_ONCE = 2;

/**
 * The store in SQL: facts, the due list and the reads of reports, on SQLite or
 * PostgreSQL.
 *
 * @remarks
 * Writes of facts go through one queue; the due list does not, for its
 * transactions are a few statements on one subject. On SQLite the single
 * connection of the pool orders them all.
 *
 * @internal
 */
export class DatabaseStore
  implements FactStore, LeasedFacts, ExemptionStore, DueList, ReportStore
{
  /** Proposed changes, in the same database. */
  readonly changes: DatabaseChangeStore;
  /** What outlives the objects, in the same database. */
  readonly history: DatabaseHistoryStore;
  /** Transitions for those who are to be told of them, in the same database. */
  readonly outbox: DatabaseOutbox;
  /** Which replica keeps the statuses of pull requests, in the same database. */
  readonly policyTurns: DatabasePolicyTurns;
  /** The fleet in numbers, from the same database. */
  readonly gauges: DatabaseGauges;
  /** Who follows which cluster, in the same database. */
  readonly leases: DatabaseLeaseStore;
  readonly #knex: Knex;
  readonly #silentAfterMs: number;
  readonly #writes: WriteQueue;
  readonly #runs: KnownRuns;
  readonly #reader: EntityReader;
  /** Under which it writes; absent: freely. */
  readonly #held?: HeldLease;

  private constructor(options: {
    knex: Knex;
    silentAfterMs: number;
    writes: WriteQueue;
    runs: KnownRuns;
    held?: HeldLease;
  }) {
    this.#knex = options.knex;
    this.#silentAfterMs = options.silentAfterMs;
    this.#writes = options.writes;
    this.#runs = options.runs;
    this.#held = options.held;
    this.changes = DatabaseChangeStore.create(options.knex);
    this.history = DatabaseHistoryStore.create(options.knex);
    this.outbox = DatabaseOutbox.create(options);
    this.policyTurns = DatabasePolicyTurns.create(options.knex);
    this.gauges = DatabaseGauges.create(options);
    this.leases = DatabaseLeaseStore.create(options.knex);
    this.#reader = EntityReader.create({
      load: entityRefs => this.loadEntities(entityRefs),
      atOnce: isPostgres(options.knex) ? READ_AT_ONCE : 1,
    });
  }

  /**
   * A store on a database whose migrations have been run.
   * @param options.silentAfterMs - a contact after so long without one is the
   * return of a cluster that counted as silent
   */
  static create(options: { knex: Knex; silentAfterMs: number }): DatabaseStore {
    return new DatabaseStore({
      ...options,
      writes: WriteQueue.create(options.knex),
      runs: KnownRuns.create(),
    });
  }

  underLease(
    lease: Lease,
    options: { signal: AbortSignal; onStale(): void },
  ): FactStore {
    return new DatabaseStore({
      knex: this.#knex,
      silentAfterMs: this.#silentAfterMs,
      writes: this.#writes,
      runs: this.#runs,
      held: { lease, ...options },
    });
  }

  apply(scope: FactScope, delta: FactDelta): Promise<{ changed: number }> {
    return this.#writes.apply({ scope, delta }, this.#held);
  }

  room(signal: AbortSignal): Promise<void> {
    return this.#writes.room(signal);
  }

  setKindStatus(
    scope: FactScope,
    status: Omit<KindStatus, 'malformed'>,
  ): Promise<void> {
    return this.#write(knex => writeKindStatus({ knex, scope, status }));
  }

  setKindsFound(cluster: string, found: FoundKinds): Promise<void> {
    return this.#write(knex => writeFoundKinds({ knex, cluster, found }));
  }

  recordContact(
    cluster: string,
    news: { skewMs?: number; positions?: KindPosition[] } = {},
  ): Promise<void> {
    const { skewMs, positions = [] } = news;
    return this.#writes.note(
      { cluster, silentAfterMs: this.#silentAfterMs, skewMs, positions },
      this.#held,
    );
  }

  positions(cluster: string) {
    return listPositions({ knex: this.#knex, cluster });
  }

  readFacts<K extends FactKind>(scope: { cluster: string; kind: K }) {
    return readKindFacts({ knex: this.#knex, scope });
  }

  recordKubernetesVersion(cluster: string, text: string): Promise<void> {
    const version = toStorableText(text);
    return this.#write(knex =>
      addKubernetesVersion({ knex, cluster, version }),
    );
  }

  recordContactFailure(cluster: string, message: string): Promise<void> {
    return this.#write(knex =>
      writeContactFailure({ knex, cluster, message: toStorableText(message) }),
    );
  }

  recordCollection(cluster: string, status: CollectionStatus): Promise<void> {
    return this.#write(knex => writeCollection({ knex, cluster, status }));
  }

  putClusters(
    definitions: ClusterDefinition[],
    options = { keepOthers: false },
  ): Promise<void> {
    return this.#write(knex => putClusters({ knex, definitions, ...options }));
  }

  putEntities(entities: EntityRow[]): Promise<void> {
    return this.#write(knex => putEntities({ knex, entities }));
  }

  putExemptions(
    repository: { name: string; scope: ExemptionScope },
    exemptions: Exemption[],
  ): Promise<boolean> {
    return this.#write(knex => putExemptions({ knex, repository, exemptions }));
  }

  keepExemptionsOf(repositories: string[]): Promise<void> {
    return this.#write(knex => keepExemptionsOf({ knex, repositories }));
  }

  async markSilence(): Promise<void> {
    const silentAfterMs = this.#silentAfterMs;
    // Most often there is none, and nobody need wait for his turn to write.
    if (await isAnySilent({ knex: this.#knex, silentAfterMs })) {
      await this.#writes.run(knex => markSilence({ knex, silentAfterMs }));
    }
  }

  claim(options: {
    limit: number;
    claimSeconds: number;
  }): Promise<DueSubject[]> {
    return claimDue({
      knex: this.#knex,
      limit: options.limit,
      claimMs: Math.ceil(options.claimSeconds * 1000),
    });
  }

  complete(subject: DueSubject, assessment: SubjectAssessment) {
    return this.completeAll([{ subject, assessment }]);
  }

  completeAll(judged: JudgedSubject[]): Promise<Transition[]> {
    return transact(this.#knex, knex => completeDue({ knex, judged }));
  }

  release(
    subject: DueSubject,
    options: { retryAfterMs: number },
  ): Promise<void> {
    return releaseDue({ knex: this.#knex, subject, ...options });
  }

  nextDueInMs(): Promise<number | null> {
    return getNextDueInMs(this.#knex);
  }

  now(): Promise<Date> {
    return readNow(this.#knex);
  }

  loadEntity(entityRef: string) {
    return this.#reader.read(entityRef);
  }

  loadEntities(entityRefs: string[]) {
    return loadEntities({
      ...{ knex: this.#knex, runs: this.#runs },
      entityRefs,
    });
  }

  loadCluster(name: string) {
    return loadCluster({ knex: this.#knex, runs: this.#runs, name });
  }

  loadClusterDetail(name: string) {
    return loadClusterDetail({ knex: this.#knex, runs: this.#runs, name });
  }

  listEntities() {
    return listEntities(this.#knex);
  }

  listClusters(filter: PermissionCriteria<ClusterFilter> | null) {
    return listClusters({ knex: this.#knex, filter });
  }

  contacts(): Promise<Map<string, Contact>> {
    return listContacts({ knex: this.#knex });
  }

  transitions(subject: SubjectKey, limit: number) {
    return listTransitions({ knex: this.#knex, subject, limit });
  }

  #write<T>(run: (knex: Knex.Transaction) => Promise<T>): Promise<T> {
    return this.#writes.run(run, this.#held);
  }
}
