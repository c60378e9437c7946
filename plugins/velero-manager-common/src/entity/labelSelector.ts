import { LabelSelector } from '../facts';
import { Parsed } from '../parsed';

const KEY =
  '(?:[a-z0-9.-]{1,253}/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const VALUE = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const COMPARISON = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})?$`);
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const PRESENCE = new RegExp(`^(!?)\\s*(${KEY})$`);
const WHOLE_VALUE = new RegExp(`^(${VALUE})?$`);
const MAX_LENGTH = 1000;

type Requirement = LabelSelector['matchExpressions'][number];

/**
 * Reads a label selector in Kubernetes' string form: `app=shop,tier in (a, b),
 * !legacy`.
 *
 * @public
 */
export function parseLabelSelector(text: string): Parsed<LabelSelector> {
  const refused = {
    ok: false,
    reason: 'a label selector such as app=shop,tier in (web, api)',
  } as const;
  if (text.trim() === '' || text.length > MAX_LENGTH) return refused;
  const requirements = text.split(/,(?![^(]*\))/).map(readRequirement);
  const matchExpressions = requirements.flatMap(read => read ?? []);
  return matchExpressions.length === requirements.length
    ? { ok: true, value: { matchLabels: {}, matchExpressions } }
    : refused;
}

/**
 * Whether labels satisfy a selector. A requirement that Kubernetes does not
 * have is satisfied by nothing.
 *
 * @public
 */
export function matchesLabelSelector(
  selector: LabelSelector,
  labels: Record<string, string>,
): boolean {
  const valueOf = (key: string) =>
    Object.hasOwn(labels, key) ? labels[key] : null;
  return (
    Object.entries(selector.matchLabels).every(
      ([key, value]) => valueOf(key) === value,
    ) &&
    selector.matchExpressions.every(requirement =>
      satisfies(requirement, valueOf(requirement.key)),
    )
  );
}

function satisfies(
  { operator, values }: Requirement,
  value: string | null,
): boolean {
  switch (operator) {
    case 'In':
      return value !== null && values.includes(value);
    case 'NotIn':
      return value === null || !values.includes(value);
    case 'Exists':
      return value !== null;
    case 'DoesNotExist':
      return value === null;
    default:
      return false;
  }
}

function readRequirement(part: string): Requirement | null {
  const text = part.trim();
  const comparison = COMPARISON.exec(text);
  if (comparison) {
    const [, key, operator, value] = comparison;
    return {
      key,
      operator: operator === '!=' ? 'NotIn' : 'In',
      values: [value ?? ''],
    };
  }
  const set = SET.exec(text);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    const operator = set[2] === 'in' ? 'In' : 'NotIn';
    return values.every(value => WHOLE_VALUE.test(value))
      ? { key: set[1], operator, values }
      : null;
  }
  const presence = PRESENCE.exec(text);
  if (!presence) return null;
  const operator = presence[1] ? 'DoesNotExist' : 'Exists';
  return { key: presence[2], operator, values: [] };
}
