import { StatusError } from './StatusError';

/**
 * Decides by labels whether an object is meant.
 *
 * @internal
 */
export type LabelMatcher = (labels: Record<string, string>) => boolean;

const KEY = String.raw`(?:[A-Za-z0-9](?:[-A-Za-z0-9.]*[A-Za-z0-9])?/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?`;
const VALUE = String.raw`(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?`;
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);
const EQUALS = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`);
const WITHIN = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const WHOLE_VALUE = new RegExp(`^${VALUE}$`);

/**
 * Reads a label selector: `a=b`, `a==b`, `a!=b`, `a in (b,c)`,
 * `a notin (b,c)`, `a`, `!a`, joined by commas. As in Kubernetes `!=` and
 * `notin` also match objects without the label.
 *
 * @throws StatusError 400 naming the part that cannot be read.
 * @internal
 */
export function parseLabelSelector(selector: string): LabelMatcher {
  const matchers = splitRequirements(selector).map(parseRequirement);
  return labels => matchers.every(matches => matches(labels));
}

/** Splits at the commas that stand outside of parentheses. */
function splitRequirements(selector: string): string[] {
  if (selector.trim() === '') return [];
  return selector.split(/,(?![^(]*\))/).map(part => part.trim());
}

function parseRequirement(text: string): LabelMatcher {
  const exists = EXISTS.exec(text);
  if (exists) {
    const [, not, key] = exists;
    return labels => Object.hasOwn(labels, key) === (not === '');
  }
  const equals = EQUALS.exec(text);
  if (equals) {
    const [, key, operator, value] = equals;
    return labels =>
      (Object.hasOwn(labels, key) && labels[key] === value) ===
      (operator !== '!=');
  }
  const within = WITHIN.exec(text);
  if (within) {
    const [, key, operator, list] = within;
    const values = list.split(',').map(value => value.trim());
    if (values.every(value => WHOLE_VALUE.test(value))) {
      return labels =>
        (Object.hasOwn(labels, key) && values.includes(labels[key])) ===
        (operator === 'in');
    }
  }
  throw StatusError.badRequest(
    `unable to parse requirement: found '${text}', expected a label requirement`,
  );
}
