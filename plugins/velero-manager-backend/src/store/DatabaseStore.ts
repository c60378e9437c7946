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
import { SubjectReader } from './SubjectReader';
import type { ExemptionScope, ExemptionStore } from './exemptionTypes';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { type HeldLease, type Lease, type LeasedFacts } from './leaseTypes';
import { listClusters } from './operations/clusters/listClusters';
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
import { ClusterFilter, ReportStore } from './reportTypes';
import {
  DueList,
  DueSubject,
  EntityRow,
  FactDelta,
  FactScope,
  FactStore,
  FoundKinds,
  JudgedSubject,
  SubjectAssessment,
  SubjectKey,
  Transition,
} from './types';
import { WriteQueue } from './WriteQueue';

interface StoreParts {
  knex: Knex;
  silentAfterMs: number;
  writes: WriteQueue;
  subjects: SubjectReader;
  /** Under which it writes; absent: freely. */
  held?: HeldLease;
}

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
  readonly #options: StoreParts;

  private constructor(options: StoreParts) {
    this.#knex = options.knex;
    this.#options = options;
    this.changes = DatabaseChangeStore.create(options.knex);
    this.history = DatabaseHistoryStore.create(options.knex);
    this.outbox = DatabaseOutbox.create(options);
    this.policyTurns = DatabasePolicyTurns.create(options.knex);
    this.gauges = DatabaseGauges.create(options);
    this.leases = DatabaseLeaseStore.create(options.knex);
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
      subjects: SubjectReader.create(options.knex),
    });
  }

  underLease(
    lease: Lease,
    options: { signal: AbortSignal; onStale(): void },
  ): FactStore {
    return new DatabaseStore({
      ...this.#options,
      held: { lease, ...options },
    });
  }

  apply(scope: FactScope, delta: FactDelta): Promise<{ changed: number }> {
    return this.#options.writes.apply({ scope, delta }, this.#options.held);
  }

  room(signal: AbortSignal): Promise<void> {
    return this.#options.writes.room(signal);
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
    return this.#options.writes.note(
      {
        cluster,
        silentAfterMs: this.#options.silentAfterMs,
        skewMs,
        positions,
      },
      this.#options.held,
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
    const silentAfterMs = this.#options.silentAfterMs;
    // Most often there is none, and nobody need wait for his turn to write.
    if (await isAnySilent({ knex: this.#knex, silentAfterMs })) {
      await this.#options.writes.run(knex =>
        markSilence({ knex, silentAfterMs }),
      );
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
    return this.#options.subjects.loadEntity(entityRef);
  }

  loadEntities(entityRefs: string[]) {
    return this.#options.subjects.loadEntities(entityRefs);
  }

  loadCluster(name: string) {
    return this.#options.subjects.loadCluster(name);
  }

  loadClusterDetail(name: string) {
    return this.#options.subjects.loadClusterDetail(name);
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
    return this.#options.writes.run(run, this.#options.held);
  }
}
