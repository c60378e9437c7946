import { CredentialSaveIntent, intentIdentity } from '../intents';
import { credentialNameOf } from '../intents/credentialSaveIntent';
import {
  EncryptedSecret,
  readEncryptedSecret,
} from '../intents/encryptedSecret';
import { clusterDirectory } from '../snapshot';
import { readManifests } from '../snapshot/readManifests';
import { allowInProject } from './allowInProject';
import { conflict, PlanConflict, Planned } from './ChangePlan';
import { configLeafOf, engineOf, listInLeaf } from './clusterLeaf';
import { finishPlan, PlanContext } from './finishPlan';
import { editObject, findObjects, isEditableObject } from './objectFields';
import {
  EXTERNAL_SECRET,
  externalSecretFields,
} from './objects/externalSecret';
import { changedOf, ObjectSaved, saveInLeaf } from './saveInLeaf';

type Context = PlanContext<CredentialSaveIntent>;
type Draft = Map<string, string>;

const FOLDER = 'credentials';
const SEALED = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' };
const SECRET = { apiVersion: 'v1', kind: 'Secret' };
const KINDS = {
  reference: { group: 'external-secrets.io', kind: 'ExternalSecret' },
  'sealed-secrets': { group: 'bitnami.com', kind: 'SealedSecret' },
  sops: { group: '', kind: 'Secret' },
};

/**
 * Brings a Secret to a cluster without writing it: by reference, or encrypted.
 *
 * @internal
 */
export function planCredentialSave(context: Context): Planned {
  const { intent, settings, snapshot } = context;
  const draft: Draft = new Map(snapshot.files);
  const encrypted = encryptedOf(intent);
  const saved = encrypted
    ? saveEncrypted(context, draft, encrypted)
    : saveInLeaf(context, draft, {
        type: EXTERNAL_SECRET,
        noun: 'credential',
        name: credentialNameOf(intent),
        isExisting: intent.existing !== undefined,
        folder: FOLDER,
        file: `${credentialNameOf(intent)}.yaml`,
        fields: externalSecretFields(intent),
      });
  if ('result' in saved) return saved;
  let isAllowed = true;
  if (engineOf(context) === 'argocd') {
    const allowed = allowInProject(draft, intent, {
      namespace: settings.velero.namespace,
      kinds: [KINDS[encrypted?.by ?? 'reference']],
    });
    if (!allowed.ok) return conflict(saved.path, allowed.reason);
    isAllowed = allowed.value;
  }
  const isNew = saved.before === undefined;
  return finishPlan(context, {
    title: `${isNew ? 'Add' : 'Change'} credential ${credentialNameOf(
      intent,
    )} ${isNew ? 'to' : 'of'} ${intent.cluster}`,
    summary: describe(intent, { ...saved, encrypted, isAllowed }),
    files: changedOf(context, draft),
  });
}

/** The intent was read, so what was pasted is encrypted. */
function encryptedOf({
  encrypted,
}: CredentialSaveIntent): EncryptedSecret | null {
  const read = encrypted === undefined ? null : readEncryptedSecret(encrypted);
  return read?.ok ? read.value : null;
}

function saveEncrypted(
  context: Context,
  draft: Draft,
  encrypted: EncryptedSecret,
): ObjectSaved | PlanConflict {
  const { intent, settings } = context;
  const { namespace } = settings.velero;
  const at = configLeafOf(context);
  if ('result' in at) return at;
  const name = credentialNameOf(intent);
  const path = `${at.leaf}/${FOLDER}/${name}.yaml`;
  const refusal = refuse(context, encrypted);
  if (refusal !== null) return conflict(path, refusal);
  const type = encrypted.by === 'sops' ? SECRET : SEALED;
  const read = findObjects(draft, at.leaf, { ...type, namespace });
  if ('result' in read) return read;
  const own = read.manifests.find(({ identity }) => identity?.name === name);
  if (intent.existing !== undefined && !own) {
    return conflict(
      at.leaf,
      `The cluster '${intent.cluster}' has no credential of this kind called '${name}' in this repository.`,
    );
  }
  const target = own?.path ?? path;
  const before = draft.get(target);
  const text = textOf(context, encrypted);
  if (text === null) {
    return conflict(
      target,
      'The encrypted document is not written as maps of its own, so it cannot be labelled safely: paste it without aliases.',
    );
  }
  if (
    before !== undefined &&
    before !== text &&
    intent.existing === undefined
  ) {
    return conflict(
      target,
      `The cluster '${intent.cluster}' already has the file '${target}'; to change it, name the credential as the existing one.`,
    );
  }
  if (readManifests(target, before ?? '').manifests.length > 1) {
    return conflict(
      target,
      `The file '${target}' holds other objects too, so it cannot be replaced safely.`,
    );
  }
  draft.set(target, text);
  const listed = listInLeaf(context, at.leaf, target);
  if ('result' in listed) return listed;
  draft.set(...listed.file);
  return { path: target, before: own?.data };
}

function refuse(context: Context, encrypted: EncryptedSecret): string | null {
  const { velero, argocd } = context.settings;
  if (encrypted.namespace !== velero.namespace) {
    return `The encrypted document must be of the namespace '${velero.namespace}', in which Velero looks for Secrets.`;
  }
  if (
    encrypted.by === 'sops' &&
    engineOf(context) === 'argocd' &&
    argocd.sopsPlugin === undefined
  ) {
    return "Argo CD cannot decrypt what SOPS encrypted unless a plug-in does: name it as 'argocd.sopsPlugin' in '.velero-manager.yaml', or use a SealedSecret or an ExternalSecret.";
  }
  return null;
}

/** SOPS seals labels too, so a document of it stays as it came; null where it cannot be labelled. */
function textOf({ intent }: Context, { by }: EncryptedSecret): string | null {
  const text = `${(intent.encrypted ?? '').replace(/\r\n/g, '\n').trim()}\n`;
  if (by === 'sops') return text;
  const [manifest] = readManifests('pasted.yaml', text).manifests;
  return isEditableObject(manifest, [])
    ? editObject(manifest, text, {
        fields: [],
        place: intent,
        change: intentIdentity(intent),
      })
    : null;
}

function describe(
  intent: CredentialSaveIntent,
  change: ObjectSaved & {
    encrypted: EncryptedSecret | null;
    isAllowed: boolean;
  },
): string {
  const { encrypted, path, before } = change;
  const file = path.slice(clusterDirectory(intent).length + 1);
  const { secretStore, remoteKey, key = 'cloud' } = intent;
  const keys = encrypted?.keys ?? [key];
  const from = encrypted
    ? `comes encrypted, by ${
        encrypted.by === 'sops' ? 'SOPS' : 'Sealed Secrets'
      }; the portal has never seen what is in it`
    : `is made in the cluster of the entry \`${remoteKey}\` of the ${secretStore?.kind} \`${secretStore?.name}\`, which must be there`;
  return [
    `${
      before === undefined ? 'Adds' : 'Changes'
    } the Secret \`${credentialNameOf(intent)}\` of the cluster \`${
      intent.cluster
    }\` (${intent.environment}) in \`${file}\`. It:`,
    '',
    `- ${from}`,
    `- holds the keys ${keys.map(item => `\`${item}\``).join(', ')}`,
    ...(change.isAllowed
      ? []
      : [
          `- **must be allowed by the project of Argo CD, which does not stand here: add the kind \`${
            KINDS[encrypted?.by ?? 'reference'].kind
          }\` to it**`,
        ]),
    '',
  ].join('\n');
}
