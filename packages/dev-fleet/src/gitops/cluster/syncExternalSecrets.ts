import { kubeTime } from '../../velero/kubeTime';
import { textFieldsOf } from '../manifests/lenient';
import { GitOpsCluster } from './GitOpsCluster';

const EXTERNAL_SECRETS = 'externalsecrets.external-secrets.io';
const SECRETS = 'secrets';

/**
 * Stands in for External Secrets: makes the Secret that each ExternalSecret
 * asks for, and says so (external-secrets
 * pkg/controllers/externalsecret/externalsecret_controller.go). It holds nothing.
 *
 * @internal
 */
export function syncExternalSecrets(
  { store, kinds }: GitOpsCluster,
  now: Date,
): void {
  if (!kinds.has(EXTERNAL_SECRETS) || !kinds.has(SECRETS)) return;
  for (const { metadata, spec, status } of store.list(EXTERNAL_SECRETS)) {
    const synced = String(metadata.generation);
    if (status?.syncedResourceVersion === synced) continue;
    const { namespace } = metadata;
    const name = textFieldsOf(spec?.target).name ?? metadata.name;
    if (!store.get(SECRETS, { namespace, name })) {
      store.create(SECRETS, { metadata: { namespace, name }, type: 'Opaque' });
    }
    store.patch(EXTERNAL_SECRETS, metadata, {
      patch: {
        status: {
          syncedResourceVersion: synced,
          refreshTime: kubeTime(now),
          conditions: [
            {
              ...{ type: 'Ready', status: 'True', reason: 'SecretSynced' },
              message: 'secret synced',
              lastTransitionTime: kubeTime(now),
            },
          ],
        },
      },
      part: 'status',
    });
  }
}
