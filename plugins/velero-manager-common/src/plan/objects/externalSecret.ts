import type { CredentialSaveIntent } from '../../intents';
import { credentialNameOf } from '../../intents/credentialSaveIntent';
import type { Field } from '../objectFields';
import { locationDuration } from './locationDuration';

/** An ExternalSecret, without its name. @internal */
export const EXTERNAL_SECRET = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
} as const;

const FIRST_INTERVAL = '1h0m0s';
/** Velero's credentials file for S3; filled in where the Secret is made. */
const AWS_FILE = [
  '[default]',
  'aws_access_key_id={{ .accessKeyId }}',
  'aws_secret_access_key={{ .secretAccessKey }}',
  '',
].join('\n');

/**
 * The fields of an ExternalSecret that an intent speaks of. The Secret outlives
 * it: a location that loses its Secret is Unavailable.
 *
 * @internal
 */
export function externalSecretFields(intent: CredentialSaveIntent): Field[] {
  const fields: Field[] = [];
  const set = (path: string, value: unknown) =>
    fields.push([['spec', ...path.split('.')], value]);
  const { refreshInterval } = intent;
  if (refreshInterval !== undefined || intent.existing === undefined) {
    set(
      'refreshInterval',
      refreshInterval ? locationDuration(refreshInterval) : FIRST_INTERVAL,
    );
  }
  set('secretStoreRef.kind', intent.secretStore?.kind);
  set('secretStoreRef.name', intent.secretStore?.name);
  set('target.name', credentialNameOf(intent));
  if (intent.existing === undefined) {
    set('target.creationPolicy', 'Owner');
    set('target.deletionPolicy', 'Retain');
  }
  const key = intent.key ?? 'cloud';
  const isFile = intent.form !== 'aws-keys';
  set(
    'target.template',
    isFile ? undefined : { engineVersion: 'v2', data: { [key]: AWS_FILE } },
  );
  const remoteRef = (property?: string) => ({
    key: intent.remoteKey,
    ...(property === undefined ? {} : { property }),
  });
  set(
    'data',
    isFile
      ? [{ secretKey: key, remoteRef: remoteRef(intent.property) }]
      : [
          {
            secretKey: 'accessKeyId',
            remoteRef: remoteRef(intent.accessKeyProperty),
          },
          {
            secretKey: 'secretAccessKey',
            remoteRef: remoteRef(intent.secretKeyProperty),
          },
        ],
  );
  return fields;
}
