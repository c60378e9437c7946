import { createHash } from 'node:crypto';
import { KindDefinition } from '@velero-manager/backstage-plugin-velero-manager-common';
import { version } from '../../package.json';

/**
 * Raise it where the same object of a cluster is to be read otherwise, but in
 * the same fields: then what is stored is not what would be read today.
 */
const READING = 1;

const digests = new Map<string, string>();

/**
 * How this program reads objects of a kind into facts, as a short text. What
 * another one stored must be listed anew: a release, another {@link READING},
 * and facts with other fields make another.
 *
 * @internal
 */
export function factsVersion(kind: KindDefinition): string {
  const known = digests.get(kind.kind);
  if (known) {
    return known;
  }
  const fact = kind.parse({
    metadata: {
      ...{ name: 'name', namespace: 'namespace', uid: 'uid' },
      ...{ resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' },
    },
    spec: {},
    status: {},
  });
  const digest = createHash('sha256')
    .update(JSON.stringify([version, READING, fact]))
    .digest('base64url')
    .slice(0, 12);
  digests.set(kind.kind, digest);
  return digest;
}
