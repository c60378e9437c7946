import { causeOf } from '../components/causeOf';
import type { Translate } from '../components/stateWord';
import type { FieldHint } from './FieldHint';
import { noListHint } from './noListHint';
import type { FormCluster } from './useFormCluster';

/**
 * Why nothing, or nothing current, is suggested from a cluster.
 *
 * @internal
 */
export function clusterHints(cluster: FormCluster, t: Translate): FieldHint[] {
  switch (cluster.status) {
    case 'hidden':
      return [noListHint('clusters', cluster.error, t)];
    case 'missing':
      return [
        {
          tone: 'info',
          text: t('field.noCluster.missing', { name: cluster.name }),
        },
      ];
    case 'failed':
      return [
        {
          tone: 'warning',
          text: t('field.noCluster.failed', { cause: causeOf(cluster.error) }),
        },
      ];
    case 'known':
      return cluster.report.contact.state === 'connected'
        ? []
        : [{ tone: 'warning', text: t('field.noCluster.silent') }];
    default:
      return [];
  }
}
