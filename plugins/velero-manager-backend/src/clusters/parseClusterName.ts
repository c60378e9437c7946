import { quoteShort } from './quoteShort';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const MAX_NAME_LENGTH = 253;

/**
 * Accepts a cluster name: a DNS-1123 subdomain, as Kubernetes names its own
 * objects. Cluster names become parts of URLs, database keys and file paths,
 * so nothing else passes.
 *
 * @internal
 */
export function parseClusterName(
  value: string,
): { ok: true; value: string } | { ok: false; reason: string } {
  const fits = value.length <= MAX_NAME_LENGTH;
  if (fits && value.split('.').every(label => LABEL.test(label))) {
    return { ok: true, value };
  }
  return {
    ok: false,
    reason: `${quoteShort(
      value,
    )} is not a cluster name: allowed are lower-case letters, digits and '-', in parts of at most 63 characters joined by '.', at most 253 in all, each part beginning and ending with a letter or digit`,
  };
}
