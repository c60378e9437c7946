import { BackupScope, ResourcePolicyFact } from '../facts';
import { describeCause, quoteName, quoteNames } from '../words';
import { coversNamespace } from './coversNamespace';
import { isAtLeast } from './parseVeleroVersion';
import { refusedFilters } from './resources/refusedFilters';
import { findMatch, readResourceFilters } from './resources/ResourceFilters';
import { ScopeProblem } from './ScopeProblem';
import { findSelectorProblem } from './selectsLabels';
import {
  isWildcard,
  validateVeleroNamespacePattern,
} from './validateVeleroNamespacePattern';

/**
 * What {@link refusedScope} has to know of the cluster.
 *
 * @public
 */
export interface ScopeSurroundings {
  veleroNamespace: string;
  veleroVersion: string | null;
  /** The names of all namespaces, or `null` when they are not known. */
  namespaceNames: ReadonlySet<string> | null;
  /**
   * The names of namespaces that carry `velero.io/exclude-from-backup: "true"`,
   * as far as they are known.
   */
  excludedByLabel?: ReadonlySet<string>;
  /** Resource policies by `<velero namespace>/<name>`, or `null` when not known. */
  policies: ReadonlyMap<string, ResourcePolicyFact> | null;
}

/**
 * Everything by which Velero refuses a backup of this scope or by which each of
 * its runs fails in part, worst first; to be known before the run:
 *
 * - `namespaces_invalid`: lists of namespaces that Velero refuses;
 * - `excluded_namespace_included`: a namespace that is included by its name and
 *   excluded by its label, which Velero takes for one in both lists;
 * - `filters_mixed`, `kinds_invalid`: filters of kinds that it refuses;
 * - `selectors_both`;
 * - `policy_missing`, `policy_invalid`, `policy_with_old_filters`;
 * - `selector_unreadable`, `selector_empty`: nothing can be listed, so that
 *   every run is empty and PartiallyFailed;
 * - `pattern_before_1_18`, `namespace_missing`: an included name for which there
 *   is no namespace is an error of each run.
 *
 * Storage locations are judged elsewhere.
 *
 * @remarks
 * velero pkg/controller/backup_controller.go `prepareBackupRequest`,
 * pkg/backup/item_collector.go `collectNamespaces`.
 *
 * @public
 */
export function refusedScope(
  scope: BackupScope,
  surroundings: ScopeSurroundings,
): ScopeProblem[] {
  const selector = findSelectorProblem(scope);
  const isRefused = selector?.rule === 'selectors_both';
  const problems: (ScopeProblem | undefined)[] = [
    refusedNamespaces(scope, surroundings),
    ...refusedFilters(scope, readResourceFilters(scope)),
    selector && isRefused ? { effect: 'refused', ...selector } : undefined,
    refusedPolicy(scope, surroundings),
    selector && !isRefused ? { effect: 'partial', ...selector } : undefined,
    missingNamespaces(scope, surroundings),
  ];
  return problems.filter((problem): problem is ScopeProblem => !!problem);
}

/** The rules of {@link coversNamespace} by which the lists are refused. */
const REFUSED_LISTS =
  /^(?:invalid_pattern|star_with_others|star_excluded|in_both_lists)/;

function refusedNamespaces(
  scope: BackupScope,
  { veleroVersion, excludedByLabel }: ScopeSurroundings,
): ScopeProblem | undefined {
  const { includedNamespaces: included, excludedNamespaces: excluded } = scope;
  const { rule } = coversNamespace({
    included,
    excluded,
    namespace: { name: 'x' },
    veleroVersion,
  });
  if (REFUSED_LISTS.test(rule)) {
    return {
      effect: 'refused',
      rule: 'namespaces_invalid',
      message: `Velero refuses its lists of namespaces: ${describeLists(rule)}.`,
    };
  }
  const labelled = included.filter(name => excludedByLabel?.has(name));
  return labelled.length === 0
    ? undefined
    : {
        effect: 'refused',
        rule: 'excluded_namespace_included',
        message: `Velero refuses it because ${quoteNames(
          labelled,
        )} is included by name and carries the label velero.io/exclude-from-backup.`,
      };
}

function describeLists(rule: string): string {
  const colon = rule.indexOf(':');
  const item = quoteName(describeCause(rule.slice(colon + 1)));
  if (rule === 'star_with_others') {
    return "'*' must be the only item that is included";
  }
  if (rule === 'star_excluded') {
    return "'*' must not be excluded";
  }
  return rule.startsWith('in_both_lists')
    ? `${item} is both included and excluded`
    : `${item} is neither a name nor a pattern it knows`;
}

function refusedPolicy(
  scope: BackupScope,
  { veleroNamespace, policies, veleroVersion }: ScopeSurroundings,
): ScopeProblem | undefined {
  const { resourcePolicy } = scope;
  if (resourcePolicy === null || !policies) return undefined;
  const name = `the resource policy ${quoteName(resourcePolicy)}`;
  const refuse = (rule: string, why: string): ScopeProblem => ({
    effect: 'refused',
    rule,
    message: `Velero refuses it because ${name} ${why}.`,
  });
  const policy = policies.get(`${veleroNamespace}/${resourcePolicy}`);
  if (!policy) {
    return refuse(
      'policy_missing',
      `does not exist in namespace ${quoteName(veleroNamespace)}`,
    );
  }
  if (policy.problem !== null) {
    return refuse(
      'policy_invalid',
      `cannot be used: ${describeCause(policy.problem)}`,
    );
  }
  if (policy.unknownSections.length > 0 && !isAtLeast(veleroVersion, 1, 19)) {
    return refuse(
      'policy_invalid',
      `holds ${quoteNames(policy.unknownSections)}, which this version of Velero does not know`,
    );
  }
  return policy.includeExclude && readResourceFilters(scope).isOld
    ? refuse(
        'policy_with_old_filters',
        'filters kinds, which cannot be used together with old resource filters',
      )
    : undefined;
}

/** Velero complains of missing names since 1.14.1, unless namespaces themselves are left out. */
function missingNamespaces(
  scope: BackupScope,
  { veleroVersion, namespaceNames }: ScopeSurroundings,
): ScopeProblem | undefined {
  if (!isAtLeast(veleroVersion, 1, 14, 1) || !collectsNamespaces(scope)) {
    return undefined;
  }
  const included = scope.includedNamespaces.filter(name => name !== '*');
  const patterns = included.filter(isWildcard);
  if (patterns.length > 0 && !isAtLeast(veleroVersion, 1, 18)) {
    return {
      effect: 'partial',
      rule: 'pattern_before_1_18',
      message: `Before version 1.18 Velero takes ${quoteNames(
        patterns,
      )} for a name, finds no such namespace, and every run ends PartiallyFailed.`,
    };
  }
  const missing = namespaceNames
    ? included.filter(name => isName(name) && !namespaceNames.has(name))
    : [];
  return missing.length === 0
    ? undefined
    : {
        effect: 'partial',
        rule: 'namespace_missing',
        message: `There ${
          missing.length === 1 ? 'is no namespace' : 'are no namespaces'
        } ${quoteNames(
          missing,
        )}, which it includes, so every run ends PartiallyFailed.`,
      };
}

function isName(item: string): boolean {
  return !isWildcard(item) && validateVeleroNamespacePattern(item).ok;
}

/** Whether the filters of kinds let Velero look at namespaces themselves. */
function collectsNamespaces(scope: BackupScope): boolean {
  const { isOld, cluster } = readResourceFilters(scope);
  const { included, excluded } = cluster;
  if (findMatch(excluded, 'namespaces') !== undefined) return false;
  if (!isOld) return true;
  return (
    scope.includeClusterResources !== false &&
    (included.length === 0 ||
      included.includes('*') ||
      findMatch(included, 'namespaces') !== undefined)
  );
}
