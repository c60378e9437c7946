import { Parsed } from '../parsed';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const MAX_SUBDOMAIN_LENGTH = 253;

const NAMESPACE_RULE =
  "a namespace of lower-case letters, digits and '-', at most 63 characters";
const NAME_RULE =
  "a name of lower-case letters, digits, '-' and '.', at most 253 characters";

/**
 * Reads a namespace: an RFC 1123 label.
 *
 * @internal
 */
export function readNamespaceName(text: string): Parsed<string> {
  return LABEL.test(text)
    ? { ok: true, value: text }
    : { ok: false, reason: NAMESPACE_RULE };
}

/**
 * Reads the name of a cluster or object: an RFC 1123 subdomain.
 *
 * @internal
 */
export function readObjectName(text: string): Parsed<string> {
  const fits =
    text.length <= MAX_SUBDOMAIN_LENGTH &&
    text.split('.').every(label => LABEL.test(label));
  return fits ? { ok: true, value: text } : { ok: false, reason: NAME_RULE };
}

/**
 * Reads `namespace` or `cluster/namespace`.
 *
 * @internal
 */
export function readNamespacePlace(
  text: string,
): Parsed<{ cluster: string | null; namespace: string }> {
  const refused = {
    ok: false,
    reason: `${NAMESPACE_RULE}, or 'cluster/namespace'`,
  } as const;
  const parts = text.split('/');
  if (parts.length > 2) return refused;
  const namespace = readNamespaceName(parts[parts.length - 1]);
  if (!namespace.ok) return refused;
  if (parts.length === 1) {
    return { ok: true, value: { cluster: null, namespace: namespace.value } };
  }
  const cluster = readObjectName(parts[0]);
  if (!cluster.ok) return refused;
  return {
    ok: true,
    value: { cluster: cluster.value, namespace: namespace.value },
  };
}
