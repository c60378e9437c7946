import { BackupScope, LabelSelector, ResourcePolicyFact } from '../facts';
import { describeCause, quoteName, quoteNames } from '../words';
import { coversNamespace } from './coversNamespace';
import { refusedFilters } from './resources/refusedFilters';
import { fullNameOf } from './resources/ResourceKind';
import { REBUILT_KINDS } from './resources/resourceKinds';
import { readResourceFilters, ResourceFilters } from './resources/ResourceFilters';
import { resolveResource } from './resources/resolveResource';
import { findSelectorProblem, selectorsOf } from './selectsLabels';

/**
 * How much of a namespace's objects a backup takes: all that a restore needs, a
 * part of them, or nothing.
 *
 * @public
 */
export type ObjectsCover = 'all' | 'part' | 'none';

/**
 * How much of a namespace's objects a backup takes, and the rule that decided.
 *
 * @public
 */
export interface ObjectsCoverDecision {
  cover: ObjectsCover;
  /** The rule's code: see {@link coverOfObjects}. */
  rule: string;
  /** One sentence on it. */
  message: string;
}

/**
 * What decides on cover beside the backup itself.
 *
 * @public
 */
export interface ScopeContext {
  /** Of the Velero server, as in `v1.18.2`; `null` is taken for the newest 1.18. */
  veleroVersion: string | null;
  /** The resource policy that the backup names, where it is known. */
  policy: ResourcePolicyFact | null;
}

const REBUILT = new Set(REBUILT_KINDS.map(fullNameOf));

/**
 * How much of a namespace's objects a schedule or a run takes, by the first of
 * these rules:
 *
 * - `none` by a rule of {@link coversNamespace}, by `filters_mixed` or
 *   `kinds_invalid` (refused), by a rule of {@link selectsLabels} that selects
 *   nothing at all, or by `all_kinds_excluded`;
 * - `part` by `labels_selected`, `kinds_included` or `kinds_excluded`;
 * - `all` by `all_objects`.
 *
 * @remarks
 * Filters of kinds outside namespaces do not touch what lies in one. Leaving
 * out kinds that controllers make anew (`REBUILT_KINDS`) is still `all`.
 *
 * The label that keeps a namespace out is for the next run to heed: a run that
 * was made says itself what it left out, so ask about a run without labels.
 *
 * @public
 */
export function coverOfObjects(
  scope: BackupScope,
  namespace: { name: string; labels: Record<string, string> | null },
  context: ScopeContext,
): ObjectsCoverDecision {
  const { covered, rule } = coversNamespace({
    included: scope.includedNamespaces,
    excluded: scope.excludedNamespaces,
    namespace,
    veleroVersion: context.veleroVersion,
  });
  if (!covered) {
    return {
      cover: 'none',
      rule,
      message: `It does not take namespace ${quoteName(namespace.name)}.`,
    };
  }
  const filters = readResourceFilters(scope, { policy: context.policy });
  const [refused] = refusedFilters(scope, filters);
  const problem = refused ?? findSelectorProblem(scope);
  if (problem) {
    return { cover: 'none', rule: problem.rule, message: problem.message };
  }
  return (
    narrowedByLabels(scope) ??
    narrowedByKinds(filters) ?? {
      cover: 'all',
      rule: 'all_objects',
      message: `It takes all objects of namespace ${quoteName(namespace.name)}.`,
    }
  );
}

function narrowedByLabels(
  scope: BackupScope,
): ObjectsCoverDecision | undefined {
  const selectors = selectorsOf(scope);
  return selectors.length === 0
    ? undefined
    : {
        cover: 'part',
        rule: 'labels_selected',
        message: `It takes objects with the labels ${describeCause(
          selectors.map(describeSelector).join(' or '),
        )} only.`,
      };
}

function narrowedByKinds({
  isOld,
  namespaced,
}: ResourceFilters): ObjectsCoverDecision | undefined {
  const { included, excluded } = namespaced;
  if (!isOld && excluded.includes('*')) {
    return {
      cover: 'none',
      rule: 'all_kinds_excluded',
      message: 'It leaves out all kinds of objects that lie in a namespace.',
    };
  }
  if (included.length > 0 && !included.includes('*')) {
    return {
      cover: 'part',
      rule: 'kinds_included',
      message: `It takes objects of the kinds ${quoteNames(
        included.map(describeCause),
      )} only.`,
    };
  }
  const missed = excluded.filter(item => !isDispensable(item));
  return missed.length === 0
    ? undefined
    : {
        cover: 'part',
        rule: 'kinds_excluded',
        message: `It leaves out objects of the kinds ${quoteNames(
          missed.map(describeCause),
        )}.`,
      };
}

/** Whether a namespace is whole without what an item of the excludes names. */
function isDispensable(item: string): boolean {
  return REBUILT.has(item) || resolveResource(item)?.isClusterScoped === true;
}

/** A selector as `kubectl -l` takes it. */
function describeSelector({
  matchLabels,
  matchExpressions,
}: LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${operator.toLowerCase()} (${values.join(', ')})`;
    }),
  ].join(',');
}
