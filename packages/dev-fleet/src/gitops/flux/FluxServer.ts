import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { GitSources } from '../source/GitSources';
import { FluxContext } from './FluxContext';
import { reconcileHelmReleases } from './reconcileHelmReleases';
import { reconcileKustomizations } from './reconcileKustomizations';
import {
  reconcileGitRepositories,
  reconcileHelmRepositories,
} from './reconcileSources';

/**
 * Stands in for the Flux controllers of one cluster: source, kustomize and
 * helm.
 *
 * @public
 */
export class FluxServer {
  readonly #context: FluxContext;

  private constructor(context: FluxContext) {
    this.#context = context;
  }

  static create(options: {
    cluster: GitOpsCluster;
    sources: GitSources;
  }): FluxServer {
    const artifacts = new Map();
    return new FluxServer({ ...options, artifacts, agenda: new Map() });
  }

  /** Does what is due at this moment. */
  async tick(now: Date): Promise<void> {
    await reconcileGitRepositories(this.#context, now);
    reconcileHelmRepositories(this.#context, now);
    reconcileKustomizations(this.#context, now);
    reconcileHelmReleases(this.#context, now);
  }
}
