import { BackupScope, ResourcePolicyFact } from '../facts';
import { quoteName, quoteValue } from '../words';
import { CoverDecision } from './CoverDecision';
import { fullNameOf, ResourceKind } from './resources/ResourceKind';
import {
  ALWAYS_EXCLUDED,
  findMatch,
  readResourceFilters,
  ResourceFilters,
} from './resources/ResourceFilters';

/**
 * Whether the resource filters of a backup take a kind, and the rule that
 * decided:
 *
 * - `filters_mixed`: old and new filters together are refused;
 * - `always_excluded`: VolumeSnapshots and their contents;
 * - `excluded`;
 * - `cluster_resources_off`: `includeClusterResources: false`;
 * - `not_included`;
 * - `related`: a kind outside namespaces of which the backup takes what belongs
 *   to the objects in it, such as the PersistentVolume of a claim;
 * - `included_all`, `included`.
 *
 * @remarks
 * Read in Velero 1.18 (pkg/util/collections/includes_excludes.go). Of kinds
 * outside namespaces it answers whether an object that another one leads to is
 * taken, not whether all of them are.
 *
 * @public
 */
export function coversResource(
  scope: BackupScope,
  resource: ResourceKind,
  options: { policy?: ResourcePolicyFact | null } = {},
): CoverDecision {
  const filters = readResourceFilters(scope, {
    policy: options.policy,
    asked: resource,
  });
  return decide(filters, resource);
}

function decide(
  filters: ResourceFilters,
  resource: ResourceKind,
): CoverDecision {
  const name = fullNameOf(resource);
  const no = (rule: string, message: string) => ({
    covered: false,
    rule,
    message,
  });
  if (filters.isMixed) {
    return no(
      'filters_mixed',
      'Velero refuses old and new resource filters together.',
    );
  }
  const { included, excluded } = resource.isClusterScoped
    ? filters.cluster
    : filters.namespaced;
  const out = findMatch(excluded, name);
  if (out !== undefined) {
    return ALWAYS_EXCLUDED.includes(name)
      ? no('always_excluded', `Velero never lists ${quoteName(name)}.`)
      : no(
          'excluded',
          `The backup leaves out ${quoteName(name)} by ${quoteValue(out)}.`,
        );
  }
  if (resource.isClusterScoped && filters.includeClusterResources === false) {
    return no(
      'cluster_resources_off',
      `The backup leaves out ${quoteName(name)} by includeClusterResources: false.`,
    );
  }
  const isFree =
    resource.isClusterScoped &&
    (!filters.isOld || filters.includeClusterResources === true);
  return isFree
    ? {
        covered: true,
        rule: 'related',
        message: `The backup takes those ${quoteName(
          name,
        )} that belong to what it takes.`,
      }
    : findIncluded(included, name);
}

function findIncluded(
  included: readonly string[],
  name: string,
): CoverDecision {
  if (included.length === 0 || included.includes('*')) {
    return {
      covered: true,
      rule: 'included_all',
      message: `The backup takes all kinds, ${quoteName(name)} too.`,
    };
  }
  const item = findMatch(included, name);
  return item === undefined
    ? {
        covered: false,
        rule: 'not_included',
        message: `The kinds that the backup takes do not include ${quoteName(
          name,
        )}.`,
      }
    : {
        covered: true,
        rule: 'included',
        message: `The backup takes ${quoteName(name)} by ${quoteValue(item)}.`,
      };
}
