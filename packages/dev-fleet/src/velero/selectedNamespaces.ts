import { matchNamespacePattern } from '@velero-manager/backstage-plugin-velero-manager-common';
import { KubeObject } from '../apiserver/KubeObject';
import { BackupObject, VeleroContext } from './types';

const EXCLUDE_LABEL = 'velero.io/exclude-from-backup';

/**
 * The namespaces that a backup takes, and those that it names and that do not
 * exist, each of which is an error (velero pkg/backup/item_collector.go
 * collectNamespaces).
 *
 * @internal
 */
export function selectedNamespaces(
  { store }: VeleroContext,
  { spec }: BackupObject,
): { selected: Set<string>; missing: string[] } {
  const included = spec.includedNamespaces ?? ['*'];
  const excluded = spec.excludedNamespaces ?? [];
  const existing = store.list('namespaces').filter(isActive);
  const selected = existing
    .filter(({ metadata }) => metadata.labels?.[EXCLUDE_LABEL] !== 'true')
    .map(({ metadata }) => metadata.name)
    .filter(name => matchesAny(included, name) && !matchesAny(excluded, name));
  const names = new Set(existing.map(({ metadata }) => metadata.name));
  const missing = included.filter(
    name => !/[*?[]/.test(name) && !names.has(name),
  );
  return { selected: new Set(selected), missing };
}

function isActive({ status }: KubeObject): boolean {
  return status?.phase === 'Active';
}

function matchesAny(patterns: string[], name: string): boolean {
  return patterns.some(pattern => {
    const match = matchNamespacePattern(pattern, name);
    return match.ok && match.value;
  });
}
