import { BackupScope, LabelSelector } from '../facts';
import { CoverDecision } from './CoverDecision';

const EXCLUDE_LABEL = 'velero.io/exclude-from-backup';
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX =
  /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Whether a backup takes an object by its labels, and the rule that decided:
 *
 * - `excluded_label`: `velero.io/exclude-from-backup: "true"` on the object;
 * - `selectors_both`: `labelSelector` beside `orLabelSelectors` is refused;
 * - `selector_unreadable`: Kubernetes refuses the selector, so Velero lists
 *   nothing at all;
 * - `selector_empty`: Velero writes a selector without requirements as `<none>`,
 *   which Kubernetes cannot read, so nothing is listed either (velero#2083);
 * - `no_selector`, `labels_match`, `labels_differ`.
 *
 * Objects that plug-ins pull in bypass the selector, not the label: see
 * {@link dataPathOf}.
 *
 * @public
 */
export function selectsLabels(
  scope: Pick<
    BackupScope,
    'hasLabelSelector' | 'labelSelector' | 'orLabelSelectors'
  >,
  labels: Readonly<Record<string, string>>,
): CoverDecision {
  if (isExcludedByLabel(labels)) {
    return {
      covered: false,
      rule: 'excluded_label',
      message: `It carries the label ${EXCLUDE_LABEL}.`,
    };
  }
  const problem = findSelectorProblem(scope);
  if (problem) {
    return { covered: false, ...problem };
  }
  const selectors = selectorsOf(scope);
  if (selectors.length === 0) {
    return {
      covered: true,
      rule: 'no_selector',
      message: 'The backup does not select by labels.',
    };
  }
  return selectors.some(selector => matches(selector, labels))
    ? {
        covered: true,
        rule: 'labels_match',
        message: 'Its labels match the selector of the backup.',
      }
    : {
        covered: false,
        rule: 'labels_differ',
        message: 'Its labels do not match the selector of the backup.',
      };
}

/** Whether an object bears the label by which Velero leaves it out. @internal */
export function isExcludedByLabel(
  labels: Readonly<Record<string, string>> | null,
): boolean {
  return labels?.[EXCLUDE_LABEL] === 'true';
}

/**
 * The rule by which a selector takes nothing at all, whatever the labels.
 *
 * @internal
 */
export function findSelectorProblem(
  scope: Parameters<typeof selectsLabels>[0],
): Omit<CoverDecision, 'covered'> | undefined {
  if (scope.labelSelector && scope.orLabelSelectors.length > 0) {
    return {
      rule: 'selectors_both',
      message:
        'Velero refuses labelSelector and orLabelSelectors in one backup.',
    };
  }
  const selectors = selectorsOf(scope);
  if (
    (scope.hasLabelSelector && selectors.length === 0) ||
    selectors.some(isUnreadable)
  ) {
    return {
      rule: 'selector_unreadable',
      message:
        'Kubernetes cannot read the label selector, so Velero lists nothing.',
    };
  }
  return selectors.some(isEmpty)
    ? {
        rule: 'selector_empty',
        message:
          'The label selector is empty, which makes every listing of Velero fail; leave it out to select everything.',
      }
    : undefined;
}

/** The selectors of which one must match; none select everything. @internal */
export function selectorsOf({
  labelSelector,
  orLabelSelectors,
}: Pick<BackupScope, 'labelSelector' | 'orLabelSelectors'>): LabelSelector[] {
  return orLabelSelectors.length === 0 && labelSelector
    ? [labelSelector]
    : orLabelSelectors;
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}

/** As k8s.io/apimachinery pkg/labels `NewRequirement` refuses requirements. */
function isUnreadable(selector: LabelSelector): boolean {
  const { matchLabels, matchExpressions } = selector;
  return (
    Object.entries(matchLabels).some(
      ([key, value]) => !isKey(key) || !isValue(value),
    ) ||
    matchExpressions.some(({ key, operator, values }) => {
      const isSet = operator === 'In' || operator === 'NotIn';
      const isPresence = operator === 'Exists' || operator === 'DoesNotExist';
      return (
        !isKey(key) ||
        !(isSet || isPresence) ||
        isSet !== values.length > 0 ||
        !values.every(isValue)
      );
    })
  );
}

function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  return (
    NAME.test(key.slice(slash + 1)) &&
    (slash < 0 || (prefix.length <= 253 && PREFIX.test(prefix)))
  );
}

function isValue(value: string): boolean {
  return value === '' || NAME.test(value);
}

function matches(
  { matchLabels, matchExpressions }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const valueOf = (key: string) =>
    Object.hasOwn(labels, key) ? labels[key] : undefined;
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => valueOf(key) === value,
    ) &&
    matchExpressions.every(({ key, operator, values }) => {
      const value = valueOf(key);
      const isListed = value !== undefined && values.includes(value);
      switch (operator) {
        case 'In':
          return isListed;
        case 'NotIn':
          return !isListed;
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
