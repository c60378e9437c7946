import { z } from 'zod';
import { flag, name, namespaced, oneOf, strict, text, textMap } from './fields';

const remoteRef = strict(
  { key: text },
  {
    property: text,
    version: text,
    conversionStrategy: oneOf('Default', 'Unicode'),
    decodingStrategy: oneOf('Auto', 'Base64', 'Base64URL', 'None'),
    metadataPolicy: oneOf('None', 'Fetch'),
    nullBytePolicy: oneOf('Ignore', 'Fail'),
  },
);
const storeRef = strict(
  { name },
  { kind: oneOf('SecretStore', 'ClusterSecretStore') },
);

/** An ExternalSecret of External Secrets, the parts that are written here. @internal */
export const externalSecretSchema = strict(
  {
    apiVersion: z.literal('external-secrets.io/v1'),
    kind: z.literal('ExternalSecret'),
    metadata: namespaced,
    spec: strict(
      {},
      {
        refreshInterval: text,
        refreshPolicy: oneOf('CreatedOnce', 'Periodic', 'OnChange'),
        secretStoreRef: storeRef,
        target: strict(
          {},
          {
            name,
            creationPolicy: oneOf(
              'Owner',
              'Orphan',
              'Merge',
              'None',
              'CreateOrMerge',
            ),
            deletionPolicy: oneOf('Delete', 'Merge', 'Retain'),
            immutable: flag,
            manifest: strict({ apiVersion: text, kind: text }, {}),
            template: strict(
              {},
              {
                engineVersion: z.literal('v2'),
                mergePolicy: oneOf('Replace', 'Merge'),
                type: text,
                data: textMap,
                metadata: z.record(text, z.unknown()),
                templateFrom: z.array(z.unknown()),
              },
            ),
          },
        ),
        data: z.array(
          strict(
            { secretKey: text, remoteRef },
            { sourceRef: z.record(text, z.unknown()) },
          ),
        ),
        dataFrom: z.array(z.record(text, z.unknown())),
        syncWindows: z.record(text, z.unknown()),
      },
    ),
  },
  {},
);

/** A SealedSecret of Sealed Secrets. @internal */
export const sealedSecretSchema = strict(
  {
    apiVersion: z.literal('bitnami.com/v1alpha1'),
    kind: z.literal('SealedSecret'),
    metadata: namespaced,
    spec: strict(
      { encryptedData: textMap },
      {
        template: strict(
          {},
          {
            type: text,
            immutable: flag,
            data: textMap,
            metadata: z.record(text, z.unknown()).nullable(),
          },
        ),
      },
    ),
  },
  {},
);
