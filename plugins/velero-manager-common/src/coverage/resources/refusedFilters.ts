import { BackupScope } from '../../facts';
import { describeCause, quoteName } from '../../words';
import { ScopeProblem } from '../ScopeProblem';
import { ResourceFilters, ResourceLists } from './ResourceFilters';

/**
 * Why Velero refuses the filters of kinds (velero
 * pkg/controller/backup_controller.go `oldAndNewFilterParametersUsedTogether`,
 * pkg/util/collections `ValidateIncludesExcludes` and
 * `ValidateScopedIncludesExcludes`). Names are compared as they are written.
 *
 * @internal
 */
export function refusedFilters(
  scope: BackupScope,
  { isOld, isMixed }: Pick<ResourceFilters, 'isOld' | 'isMixed'>,
): ScopeProblem[] {
  const problems: ScopeProblem[] = isMixed
    ? [
        {
          effect: 'refused',
          rule: 'filters_mixed',
          message:
            'Velero refuses it because it uses old resource filters (includedResources, excludedResources, includeClusterResources) beside new ones.',
        },
      ]
    : [];
  const lists: ResourceLists[] = isOld
    ? [{ included: scope.includedResources, excluded: scope.excludedResources }]
    : [
        {
          included: scope.includedClusterScopedResources,
          excluded: scope.excludedClusterScopedResources,
        },
        {
          included: scope.includedNamespaceScopedResources,
          excluded: scope.excludedNamespaceScopedResources,
        },
      ];
  const why = lists.map(list => complain(list, isOld)).find(Boolean);
  return why
    ? [
        ...problems,
        {
          effect: 'refused',
          rule: 'kinds_invalid',
          message: `Velero refuses its lists of kinds: ${why}.`,
        },
      ]
    : problems;
}

function complain(
  { included, excluded }: ResourceLists,
  isOld: boolean,
): string | undefined {
  if (included.includes('*') && new Set(included).size > 1) {
    return "'*' must be the only kind that is included";
  }
  if (excluded.includes('*')) {
    if (isOld) return "'*' must not be excluded";
    if (new Set(excluded).size > 1) {
      return "'*' must be the only kind that is excluded";
    }
    if (included.length > 0) {
      return "nothing can be included beside the excluded '*'";
    }
  }
  const both = excluded.find(item => included.includes(item));
  return both === undefined
    ? undefined
    : `${quoteName(describeCause(both))} is both included and excluded`;
}
