import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { PolicyRule } from '../apiserver/access';

const FILE = resolvePackagePath(
  '@velero-manager/dev-fleet',
  '../../examples/kubernetes/velero-manager-reader.yaml',
);

interface DocumentedObject {
  kind: string;
  metadata: { namespace?: string };
  rules?: PolicyRule[];
}

/**
 * The rules of the roles that our documentation tells people to apply, so that
 * the fleet proves that they are enough.
 *
 * @internal
 */
export function documentedRules(): PolicyRule[] {
  const rules = parseAllDocuments(readFileSync(FILE, 'utf8'))
    .map(document => document.toJS() as DocumentedObject)
    .flatMap(({ kind, metadata, rules: granted = [] }) =>
      kind === 'Role' && metadata.namespace
        ? granted.map(rule => ({ ...rule, namespaces: [metadata.namespace!] }))
        : granted,
    );
  if (rules.length === 0) {
    throw new Error(`No role with rules in '${FILE}'`);
  }
  return rules;
}

/** The documented rules, but somebody forgot the backups. @internal */
export function rulesWithoutBackups(): PolicyRule[] {
  return documentedRules().map(rule => ({
    ...rule,
    resources: rule.resources.filter(resource => resource !== 'backups'),
  }));
}
