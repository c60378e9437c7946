import { keepAnnotations } from './install';
import { changeAnnotations, placeLabels } from './marks';
import type { OnboardContext } from './OnboardContext';

/** What the file of a storage location is called: `aws-s3-production-eu-central-1.yaml`. @internal */
export function storageLocationFileName({
  intent,
  place,
}: OnboardContext): string {
  const { provider, region } = intent.storage;
  const kind = provider === 'aws' ? 'aws-s3' : provider;
  return `${kind}-${place.environment}-${region}.yaml`;
}

/** The default BackupStorageLocation of a new cluster, with a prefix of its own. @internal */
export function storageLocationObject(context: OnboardContext): object {
  const { intent, settings, place, change } = context;
  const { storage } = intent;
  const prefix = storage.prefix ?? place.cluster;
  const spec = {
    // MinIO speaks S3; its plug-in is that of AWS.
    provider: 'aws',
    default: true,
    accessMode: 'ReadWrite',
    objectStorage: {
      bucket: storage.bucket,
      ...(prefix === '' ? {} : { prefix }),
    },
    config: {
      region: storage.region,
      ...(storage.provider === 'minio' ? { s3ForcePathStyle: 'true' } : {}),
      ...(storage.s3Url === undefined ? {} : { s3Url: storage.s3Url }),
    },
    credential: { ...storage.credentialSecret },
  };
  return {
    apiVersion: 'velero.io/v1',
    kind: 'BackupStorageLocation',
    metadata: {
      name: storage.name,
      namespace: settings.velero.namespace,
      labels: placeLabels(place),
      annotations: {
        ...keepAnnotations(context),
        ...changeAnnotations(change, spec),
      },
    },
    spec,
  };
}
