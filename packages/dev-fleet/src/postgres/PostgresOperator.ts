import { KubeObject } from '../apiserver/KubeObject';
import { ObjectStore } from '../apiserver/ObjectStore';
import { kubeTime } from '../velero/kubeTime';
import { reportArchiving } from './reportArchiving';
import { runPostgresBackups } from './runPostgresBackups';
import { scheduleBackups } from './scheduleBackups';
import { PostgresContext, POSTGRES_CLUSTERS } from './types';

/**
 * Stands in for the operator CloudNative-PG and its Barman Cloud plug-in in one
 * cluster: makes base backups at their slots and says how the archiving of WAL
 * goes. No database runs.
 *
 * @public
 */
export class PostgresOperator {
  readonly #context: PostgresContext;

  private constructor(context: PostgresContext) {
    this.#context = context;
  }

  static create(options: {
    store: ObjectStore;
    /** Since when the WAL of a cluster is not archived, by `<namespace>/<name>`. */
    archivingFailsSince?: Map<string, Date>;
    durationMs?: number;
  }): PostgresOperator {
    return new PostgresOperator({
      durationMs: 30_000,
      archivingFailsSince: new Map(),
      dueAt: new Map(),
      ...options,
    });
  }

  /** Does what is to be done at this moment; call it at least once a minute. */
  tick(now: Date): void {
    const { store } = this.#context;
    for (const cluster of store.list(POSTGRES_CLUSTERS)) {
      if (!cluster.status) this.#run(cluster, now);
      reportArchiving(this.#context, cluster, now);
    }
    scheduleBackups(this.#context, now);
    runPostgresBackups(this.#context, now);
  }

  #run({ metadata, spec }: KubeObject, now: Date): void {
    const instance = `${metadata.name}-1`;
    const at = kubeTime(now);
    this.#context.store.patch(POSTGRES_CLUSTERS, metadata, {
      patch: {
        status: {
          phase: 'Cluster in healthy state',
          instances: Number(spec?.instances),
          readyInstances: Number(spec?.instances),
          currentPrimary: instance,
          targetPrimary: instance,
          instanceNames: [instance],
          healthyPVC: [instance],
          image: spec?.imageName,
          conditions: [
            {
              type: 'Ready',
              status: 'True',
              reason: 'ClusterIsReady',
              message: 'Cluster is Ready',
              lastTransitionTime: at,
            },
          ],
        },
      },
    });
  }
}
