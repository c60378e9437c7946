import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { PolicyRule } from '../apiserver/access';

const FILE = resolvePackagePath(
  '@velero-manager/dev-fleet',
  '../../examples/kubernetes/velero-manager-reader.yaml',
);

/**
 * The rules of the ClusterRole that our documentation tells people to apply,
 * so that the fleet proves that they are enough.
 *
 * @internal
 */
export function documentedRules(): PolicyRule[] {
  const role = parseAllDocuments(readFileSync(FILE, 'utf8'))
    .map(document => document.toJS() as { kind: string; rules?: PolicyRule[] })
    .find(({ kind }) => kind === 'ClusterRole');
  if (!role?.rules?.length) {
    throw new Error(`No ClusterRole with rules in '${FILE}'`);
  }
  return role.rules;
}

/** The documented rules, but somebody forgot the backups. @internal */
export function rulesWithoutBackups(): PolicyRule[] {
  return documentedRules().map(rule => ({
    ...rule,
    resources: rule.resources.filter(resource => resource !== 'backups'),
  }));
}
