import { KubeObject } from '../../apiserver/KubeObject';
import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { GitSources } from '../source/GitSources';
import { advanceRun } from './advanceRun';
import { Application, APPLICATIONS, readApplication } from './Application';
import { checkSpec, CheckedSpec } from './checkSpec';
import { AppCondition, compareResources } from './compareResources';
import { decideSync } from './decideSync';
import { deleteApplication } from './deleteApplication';
import { loadTarget } from './loadTarget';
import { reconcileApplicationSets } from './reconcileApplicationSets';
import { AppState, renderStatus } from './renderStatus';
import { SyncRun } from './SyncRun';

const REFRESH = 'argocd.argoproj.io/refresh';
const SKIP_RECONCILE = 'argocd.argoproj.io/skip-reconcile';

/** What one Argo CD works with. @public */
export interface ArgoCdOptions {
  /** The cluster that it runs in and that holds its Applications. */
  own: GitOpsCluster;
  /** The clusters that were added to it. */
  fleet: GitOpsCluster[];
  sources: GitSources;
}

/**
 * Stands in for one Argo CD: compares the objects of its Applications with
 * those in the clusters they are for, says what it found, and syncs.
 *
 * @public
 */
export class ArgoCdServer {
  readonly #options: ArgoCdOptions;
  /** Syncs under way, by the Application's uid. */
  readonly #runs = new Map<string, SyncRun>();

  private constructor(options: ArgoCdOptions) {
    this.#options = options;
  }

  static create(options: ArgoCdOptions): ArgoCdServer {
    return new ArgoCdServer(options);
  }

  /** Looks at every ApplicationSet and every Application once. */
  async tick(now: Date): Promise<void> {
    const { own, sources } = this.#options;
    await reconcileApplicationSets(own, { sources, now });
    for (const { metadata } of own.store.list(APPLICATIONS)) {
      // An Application may be gone, or another, since the list was made.
      const object = own.store.get(APPLICATIONS, metadata);
      if (object && !own.isStory?.(object)) await this.#look(object, now);
    }
  }

  async #look(object: KubeObject, now: Date): Promise<void> {
    const { annotations = {}, deletionTimestamp } = object.metadata;
    if (annotations[SKIP_RECONCILE] === 'true') return;
    const application = readApplication(object);
    const checked = checkSpec(application, this.#options);
    if (deletionTimestamp) {
      deleteApplication(application, { own: this.#options.own, checked });
      return;
    }
    if (!checked.ok) {
      this.#write(application, unknown(checked.conditions), now);
      return;
    }
    const { sources } = this.#options;
    const target = await loadTarget(application, { sources, now });
    if (!target.ok) {
      const compared = compareResources(application, {
        ...checked,
        manifests: [],
      });
      const condition = {
        type: 'ComparisonError' as const,
        message: target.reason,
      };
      this.#write(
        application,
        {
          ...unknown([condition]),
          isCompared: true,
          resources: compared.resources.map(resource => ({
            ...resource,
            status: 'Unknown',
          })),
        },
        now,
      );
      return;
    }
    this.#reconcile(application, { ...checked, ...target }, now);
  }

  #reconcile(
    application: Application,
    checked: CheckedSpec & { manifests: KubeManifests; revisions: string[] },
    now: Date,
  ): void {
    const { revisions } = checked;
    const before = compareResources(application, checked);
    const { run, condition } = this.#runOf(application, {
      ...before,
      revisions,
      now,
    });
    if (run) {
      const { resources } = before;
      advanceRun(run, { application, ...checked, resources }, now);
      if (run.phase !== 'Running') {
        this.#runs.delete(application.object.metadata.uid);
      }
    }
    const after = run ? compareResources(application, checked) : before;
    this.#write(
      application,
      {
        revisions,
        resources: after.resources,
        conditions: [...after.conditions, ...condition],
        isCompared: true,
        isRefreshed: false,
        run,
      },
      now,
    );
  }

  #runOf(
    application: Application,
    options: Parameters<typeof decideSync>[1],
  ): { run: SyncRun | null; condition: AppCondition[] } {
    const { uid } = application.object.metadata;
    const current = this.#runs.get(uid);
    // What waits for its next attempt gives way to a newer revision.
    const isOutdated =
      current?.retryAt &&
      !current.revisions.every((r, i) => r === options.revisions[i]);
    if (current && !isOutdated) return { run: current, condition: [] };
    const decision = decideSync(application, options);
    if (decision.run) this.#runs.set(uid, decision.run);
    const condition =
      !decision.run && decision.condition ? [decision.condition] : [];
    return { run: decision.run ?? current ?? null, condition };
  }

  #write(application: Application, state: AppState, now: Date): void {
    const { store } = this.#options.own;
    const { metadata } = application.object;
    const current = store.get(APPLICATIONS, metadata);
    if (current?.metadata.uid !== metadata.uid) return;
    const isRefreshed = metadata.annotations?.[REFRESH] !== undefined;
    const status = renderStatus(application, { ...state, isRefreshed }, now);
    if (!status) return;
    const { operation, ...content } = current;
    store.update(APPLICATIONS, {
      ...content,
      // An operation that was asked for is a run by now.
      ...(operation !== undefined && !state.run ? { operation } : {}),
      metadata: withoutRefresh(current.metadata),
      status,
    });
  }
}

type KubeManifests = Parameters<typeof compareResources>[1]['manifests'];

function withoutRefresh(metadata: KubeObject['metadata']) {
  if (metadata.annotations?.[REFRESH] === undefined) return metadata;
  const { [REFRESH]: _, ...annotations } = metadata.annotations;
  return { ...metadata, annotations };
}

function unknown(conditions: AppCondition[]): AppState {
  return {
    resources: [],
    conditions,
    isCompared: false,
    isRefreshed: false,
    run: null,
  };
}
