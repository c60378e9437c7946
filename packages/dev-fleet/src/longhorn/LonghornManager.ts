import { ObjectStore } from '../apiserver/ObjectStore';
import { kubeTime } from '../velero/kubeTime';
import { availableSince } from './createLonghorn';
import { runLonghornBackups } from './runLonghornBackups';
import { runRecurringJobs } from './runRecurringJobs';
import { BACKUP_TARGETS, LonghornContext } from './types';

/** As `pollInterval` of the backup target says. */
const POLL_MS = 5 * 60_000;

/**
 * Stands in for Longhorn's manager in one cluster: runs the recurring jobs,
 * makes their backups and looks at the backup target. No block is copied.
 *
 * @public
 */
export class LonghornManager {
  readonly #context: LonghornContext;

  private constructor(context: LonghornContext) {
    this.#context = context;
  }

  static create(options: {
    store: ObjectStore;
    durationMs?: number;
  }): LonghornManager {
    return new LonghornManager({
      durationMs: 30_000,
      dueAt: new Map(),
      ...options,
    });
  }

  /** Does what is to be done at this moment; call it at least once a minute. */
  tick(now: Date): void {
    runRecurringJobs(this.#context, now);
    runLonghornBackups(this.#context, now);
    const { store } = this.#context;
    for (const { metadata, status } of store.list(BACKUP_TARGETS)) {
      if (!status) {
        store.patch(BACKUP_TARGETS, metadata, {
          patch: { status: availableSince(now) },
        });
        continue;
      }
      const last = Date.parse(String(status.lastSyncedAt));
      if (now.getTime() - last < POLL_MS) continue;
      store.patch(BACKUP_TARGETS, metadata, {
        patch: { status: { lastSyncedAt: kubeTime(now) } },
      });
    }
  }
}
