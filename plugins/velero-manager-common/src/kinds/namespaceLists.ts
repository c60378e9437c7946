import { BackupScope } from '../facts';
import { NamespaceLists } from './types';

/**
 * The part of a scope that says which namespaces are taken.
 *
 * @internal
 */
export function namespaceLists(scope: BackupScope): NamespaceLists {
  return {
    included: scope.includedNamespaces,
    excluded: scope.excludedNamespaces,
  };
}
