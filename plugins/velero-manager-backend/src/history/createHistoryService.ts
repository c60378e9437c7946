import type { AuthorizedClusters } from '../reports';
import type { HistoryStore } from '../store';
import { AuthorizedHistoryService } from './AuthorizedHistoryService';
import { DefaultHistoryService } from './DefaultHistoryService';
import type { HistoryService } from './HistoryService';

/**
 * History as routes may use it: nothing gets past the permission policy.
 *
 * @internal
 */
export function createHistoryService(options: {
  store: HistoryStore;
  clusters: AuthorizedClusters;
}): HistoryService {
  return AuthorizedHistoryService.create({
    history: DefaultHistoryService.create(options),
    clusters: options.clusters,
  });
}
