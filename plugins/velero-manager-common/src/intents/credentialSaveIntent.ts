import { z } from 'zod/v3';
import { LOOKS_ENCRYPTED, readEncryptedSecret } from './encryptedSecret';
import { label, objectName } from './fields';
import { Complaint, shortDuration } from './storeFields';

const SECRET_KEY = /^[-._a-zA-Z0-9]{1,253}$/;
/** Paths of Vault, names of AWS and Azure, and no room for a template. */
const REMOTE = /^[A-Za-z0-9][-A-Za-z0-9/_.@:+=]{0,500}$/;
const MAX_LENGTH = 60_000;

const remote = () =>
  z.string().regex(REMOTE, 'must be a name or a path in the store');

/** In which form the credentials are kept. @public */
export const credentialForms = ['file', 'aws-keys'] as const;

/**
 * The fields of {@link credentialSaveIntentSchema}, without the rules between
 * them.
 *
 * @internal
 */
export const credentialSaveFields = z
  .object({
    kind: z.literal('credential:save'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The cluster in which Velero needs the Secret.'),
    existing: objectName()
      .optional()
      .describe('The Secret to change; leave empty to add one.'),
    name: objectName()
      .optional()
      .describe('What the new Secret is called, as storage locations name it.'),
    secretStore: z
      .object({
        kind: z
          .enum(['ClusterSecretStore', 'SecretStore'])
          .default('ClusterSecretStore')
          .describe('Whether all namespaces share the store.'),
        name: objectName().describe('The store of External Secrets.'),
      })
      .strict()
      .optional()
      .describe('Where External Secrets fetches the credentials.'),
    remoteKey: remote()
      .optional()
      .describe('The entry in that store; never the credentials themselves.'),
    form: z
      .enum(credentialForms)
      .optional()
      .describe(
        "'file' where the entry holds a whole credentials file, 'aws-keys' where it holds two keys of S3 from which the file is made.",
      ),
    property: remote()
      .optional()
      .describe("'file': the property of the entry that holds the file."),
    accessKeyProperty: remote()
      .optional()
      .describe("'aws-keys': the property with the id of the access key."),
    secretKeyProperty: remote()
      .optional()
      .describe("'aws-keys': the property with the secret access key."),
    key: z
      .string()
      .regex(SECRET_KEY, 'must be the key of a Secret')
      .optional()
      .describe("The key of the Secret that holds the file; 'cloud' if empty."),
    refreshInterval: shortDuration()
      .optional()
      .describe("How often it is fetched anew, such as '1h'."),
    encrypted: z
      .string()
      .max(MAX_LENGTH)
      .regex(
        LOOKS_ENCRYPTED,
        'must be a SealedSecret, or a Secret that SOPS encrypted; nothing in clear is taken',
      )
      .optional()
      .describe(
        'Instead of all that: a SealedSecret, or a Secret that SOPS encrypted, as YAML. A Secret in clear is refused.',
      ),
  })
  .strict();

const REFERENCE = [
  'secretStore',
  'remoteKey',
  'form',
  'property',
  'accessKeyProperty',
  'secretKeyProperty',
  'key',
  'refreshInterval',
] as const;

/**
 * To bring Velero credentials without writing them to Git: by reference
 * (ExternalSecret), or encrypted by who has them.
 *
 * @public
 */
export const credentialSaveIntentSchema = credentialSaveFields.superRefine(
  (intent, context) => {
    const complain: Complaint = (field, message) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if ((intent.existing === undefined) === (intent.name === undefined)) {
      complain(
        'name',
        intent.name === undefined
          ? 'is missing'
          : "must be left out where 'existing' says what to change: an edit renames nothing",
      );
    }
    if (intent.encrypted === undefined) refineReference(intent, complain);
    else refineEncrypted(intent, complain);
  },
);

type Fields = z.infer<typeof credentialSaveFields>;

function refineReference(intent: Fields, complain: Complaint): void {
  if (!intent.secretStore) {
    complain('secretStore', "is missing, and 'encrypted' as well");
  }
  if (intent.remoteKey === undefined) complain('remoteKey', 'is missing');
  const needsKeys = intent.form === 'aws-keys';
  for (const field of ['accessKeyProperty', 'secretKeyProperty'] as const) {
    if ((intent[field] !== undefined) === needsKeys) continue;
    complain(
      field,
      needsKeys
        ? 'is missing'
        : "must be left out where form is not 'aws-keys'",
    );
  }
  if (needsKeys && intent.property !== undefined) {
    complain('property', "must be left out where form is 'aws-keys'");
  }
}

function refineEncrypted(intent: Fields, complain: Complaint): void {
  for (const field of REFERENCE) {
    if (intent[field] === undefined) continue;
    complain(field, "must be left out where 'encrypted' is given");
  }
  const read = readEncryptedSecret(intent.encrypted ?? '');
  if (!read.ok) {
    complain('encrypted', read.reason);
  } else if (read.value.name !== credentialNameOf(intent)) {
    complain('encrypted', "must be called as 'name' or 'existing' says");
  }
}

/** @public */
export type CredentialSaveIntent = z.infer<typeof credentialSaveIntentSchema>;

/** What the Secret is called in the cluster. @internal */
export function credentialNameOf(intent: {
  existing?: string;
  name?: string;
}): string {
  return intent.existing ?? intent.name ?? '';
}
