/** One requirement of a label selector. @internal */
export type LabelRequirement =
  | { operator: 'in' | 'notin'; key: string; values: string[] }
  | { operator: 'exists' | 'absent'; key: string };

const KEY = /^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$/;
const SET = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const EQUALITY = /^([^=!\s]+)\s*(==|=|!=)\s*([^=!\s]*)$/;

/**
 * Reads a label selector in the string form of Kubernetes (`a=b,c in (d,e),!f`).
 *
 * @returns the requirements, all of which must hold, or `null` when the text
 * is no selector
 * @internal
 */
export function parseLabelSelector(
  selector: string,
): LabelRequirement[] | null {
  const requirements = selector
    .split(/,(?![^()]*\))/)
    .map(text => parseRequirement(text.trim()));
  return requirements.every(requirement => requirement !== null)
    ? requirements
    : null;
}

/** Whether labels fulfil every requirement. @internal */
export function matchesLabels(
  requirements: LabelRequirement[],
  labels: Record<string, string>,
): boolean {
  return requirements.every(requirement => {
    const has = Object.hasOwn(labels, requirement.key);
    switch (requirement.operator) {
      case 'in':
        return has && requirement.values.includes(labels[requirement.key]);
      case 'notin':
        return !has || !requirement.values.includes(labels[requirement.key]);
      case 'exists':
        return has;
      case 'absent':
      default:
        return !has;
    }
  });
}

function parseRequirement(text: string): LabelRequirement | null {
  const [, setKey, setOperator, setValues] = SET.exec(text) ?? [];
  if (setKey !== undefined) {
    const values = setValues.split(',').map(value => value.trim());
    return withKey(setKey, key => ({
      operator: setOperator === 'in' ? 'in' : 'notin',
      key,
      values,
    }));
  }
  const [, key, operator, value] = EQUALITY.exec(text) ?? [];
  if (key !== undefined) {
    return withKey(key, checked => ({
      operator: operator === '!=' ? 'notin' : 'in',
      key: checked,
      values: [value],
    }));
  }
  return text.startsWith('!')
    ? withKey(text.slice(1).trim(), checked => ({
        operator: 'absent',
        key: checked,
      }))
    : withKey(text, checked => ({ operator: 'exists', key: checked }));
}

function withKey(
  key: string,
  make: (key: string) => LabelRequirement,
): LabelRequirement | null {
  return KEY.test(key) ? make(key) : null;
}
