import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  BackupList,
  HistoryQuery,
  RestoreList,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { AuthorizedClusters } from '../reports';
import type { HistoryOptions, HistoryService } from './HistoryService';

/**
 * Narrows history to the clusters that the permission policy lets the caller
 * read. Who may read but some sees nothing of clusters that are watched no
 * more: nobody can tell which they would have been.
 *
 * @internal
 */
export class AuthorizedHistoryService implements HistoryService {
  readonly #history: HistoryService;
  readonly #clusters: AuthorizedClusters;

  private constructor(options: {
    history: HistoryService;
    clusters: AuthorizedClusters;
  }) {
    this.#history = options.history;
    this.#clusters = options.clusters;
  }

  static create(options: {
    history: HistoryService;
    clusters: AuthorizedClusters;
  }): AuthorizedHistoryService {
    return new AuthorizedHistoryService(options);
  }

  async listBackups(
    query: HistoryQuery,
    { credentials }: HistoryOptions,
  ): Promise<BackupList> {
    const scope = await this.#scopeOf(credentials);
    return this.#history.listBackups(query, { credentials, scope });
  }

  async listRestores(
    query: HistoryQuery,
    { credentials }: HistoryOptions,
  ): Promise<RestoreList> {
    const scope = await this.#scopeOf(credentials);
    return this.#history.listRestores(query, { credentials, scope });
  }

  async #scopeOf(credentials: BackstageCredentials) {
    const scope = await this.#clusters.scopeOf(credentials);
    if (scope === 'none') {
      throw new NotAllowedError('You may not read clusters');
    }
    return scope;
  }
}
