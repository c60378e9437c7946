import { Parsed } from '../parsed';
import { isMap, readManifests } from '../snapshot/readManifests';

/*
 * What a person pastes may hold what it must not, so nothing of it is ever said
 * again: a refusal names a place and a rule, never a value.
 */

/**
 * What every encrypted document looks like. A form asks it of what is pasted,
 * and the scaffolder before it keeps a task: credentials in clear get no further
 * than the browser. What is in the document is read by `readEncryptedSecret`.
 *
 * @internal
 */
export const LOOKS_ENCRYPTED =
  /^(?![^]*(PRIVATE KEY|aws_secret_access_key|aws_access_key_id))[^]*(kind"?: *["']?SealedSecret|ENC\[AES256_GCM,data:)/;

const SEALED_VALUE = /^[A-Za-z0-9+/]{300,}={0,2}$/;
const SOPS_VALUE =
  /^ENC\[AES256_GCM,data:[A-Za-z0-9+/=]+,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:(str|bytes|int|float|bool)\]$/;
const MAC =
  /^ENC\[AES256_GCM,data:[A-Za-z0-9+/=]+,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:str\]$/;
const SCOPES = [
  'sealedsecrets.bitnami.com/cluster-wide',
  'sealedsecrets.bitnami.com/namespace-wide',
];
const SECRET_FIELDS = [
  'apiVersion',
  'kind',
  'metadata',
  'type',
  'immutable',
  'data',
  'stringData',
  'sops',
];
/** What SOPS writes about itself (sops stores/stores.go, `Metadata`). */
const SOPS_FIELDS = [
  'shamir_threshold',
  'key_groups',
  'kms',
  'gcp_kms',
  'azure_kv',
  'hc_vault',
  'hckms',
  'age',
  'pgp',
  'lastmodified',
  'mac',
  'unencrypted_suffix',
  'encrypted_suffix',
  'unencrypted_regex',
  'encrypted_regex',
  'unencrypted_comment_regex',
  'encrypted_comment_regex',
  'mac_only_encrypted',
  'version',
];

/** A Secret that was encrypted before it came here. @internal */
export interface EncryptedSecret {
  by: 'sealed-secrets' | 'sops';
  name: string;
  namespace: string;
  keys: string[];
}

/**
 * Reads a SealedSecret, or a Secret that SOPS encrypted, and makes sure that no
 * value in it stands in clear.
 *
 * @internal
 */
export function readEncryptedSecret(text: string): Parsed<EncryptedSecret> {
  const { manifests, problems } = readManifests('pasted.yaml', text);
  if (problems.length > 0) {
    // The parser quotes what it stumbles over, so its words are kept back.
    return refused(`is not valid YAML (line ${problems[0].line ?? 1})`);
  }
  if (manifests.length !== 1) return refused('must be exactly one document');
  // A comment is no value, so nobody encrypted it.
  if (/(^|\s)#/.test(text)) return refused('must hold no comments');
  const { data, identity } = manifests[0];
  if (!isMap(data) || !identity?.name || !identity.namespace) {
    return refused('must be an object with a name and a namespace');
  }
  const { name, namespace, apiVersion, kind } = identity;
  const type = `${apiVersion}/${kind}`;
  if (type !== 'bitnami.com/v1alpha1/SealedSecret' && type !== 'v1/Secret') {
    return refused('must be a SealedSecret, or a Secret that SOPS encrypted');
  }
  const isSealed = kind === 'SealedSecret';
  const keys = isSealed ? readSealed(data) : readSops(data);
  if (!keys.ok) return keys;
  const by = isSealed ? 'sealed-secrets' : 'sops';
  return { ok: true, value: { by, name, namespace, keys: keys.value } };
}

function refused(reason: string) {
  return { ok: false as const, reason };
}

function readSealed({
  spec,
  metadata,
  ...rest
}: Record<string, unknown>): Parsed<string[]> {
  if (!isMap(spec) || !isMap(metadata)) return refused('has no spec');
  const { encryptedData, template, ...others } = spec;
  if (!hasOnly(rest, ['apiVersion', 'kind']) || !hasOnly(others, [])) {
    return refused(
      "must hold 'encryptedData' and 'template' in its spec, and nothing else",
    );
  }
  if (!isTemplate(template) || !isPlainMetadata(metadata)) {
    return refused(
      'must hold names, labels and a type beside its encrypted values, and nothing else',
    );
  }
  return readValues(encryptedData, SEALED_VALUE);
}

/** `template.data` would stand in clear. */
function isTemplate(template: unknown): boolean {
  if (template === undefined) return true;
  if (!isMap(template) || !hasOnly(template, ['metadata', 'type', 'immutable']))
    return false;
  const { metadata } = template;
  return (
    metadata === undefined || metadata === null || isPlainMetadata(metadata)
  );
}

/** `kubectl apply` writes the whole object, in clear, into an annotation. */
function isPlainMetadata(metadata: unknown): boolean {
  if (!isMap(metadata)) return false;
  const { annotations = {}, creationTimestamp = null, labels = {} } = metadata;
  return (
    hasOnly(metadata, [
      'name',
      'namespace',
      'labels',
      'annotations',
      'creationTimestamp',
    ]) &&
    creationTimestamp === null &&
    (labels === null || isMap(labels)) &&
    isMap(annotations) &&
    Object.entries(annotations).every(
      ([key, value]) =>
        SCOPES.includes(key) && (value === 'true' || value === 'false'),
    )
  );
}

function readSops(object: Record<string, unknown>): Parsed<string[]> {
  const { sops, data, stringData, metadata } = object;
  if (!isMap(sops)) {
    return refused('is a Secret in clear: encrypt it first, and change it');
  }
  if (typeof sops.mac !== 'string' || !MAC.test(sops.mac)) {
    return refused('has no seal of SOPS (sops.mac) over its values');
  }
  if (
    !hasOnly(sops, SOPS_FIELDS) ||
    !hasOnly(object, SECRET_FIELDS) ||
    !isPlainMetadata(metadata)
  ) {
    return refused(
      'must hold names, labels and a type beside its encrypted values, and nothing else',
    );
  }
  const parts = [data, stringData].filter(part => part !== undefined);
  const keys: string[] = [];
  for (const part of parts) {
    const read = readValues(part, SOPS_VALUE);
    if (!read.ok) return read;
    keys.push(...read.value);
  }
  return keys.length > 0
    ? { ok: true, value: keys }
    : refused('holds no encrypted value');
}

function readValues(values: unknown, pattern: RegExp): Parsed<string[]> {
  if (!isMap(values) || Object.keys(values).length === 0) {
    return refused('holds no encrypted value');
  }
  return Object.values(values).every(
    value => typeof value === 'string' && pattern.test(value),
  )
    ? { ok: true, value: Object.keys(values) }
    : refused('holds a value that is not encrypted');
}

function hasOnly(map: Record<string, unknown>, known: string[]): boolean {
  return Object.keys(map).every(key => known.includes(key));
}
