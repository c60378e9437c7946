import { ApiKind } from './ApiKind';
import { isRecord } from './KubeObject';
import { StatusError } from './StatusError';

const ALWAYS_SELECTABLE = ['metadata.name', 'metadata.namespace'];

/**
 * Reads a field selector: `metadata.name=x`, `status.phase!=Failed`, joined
 * by commas. Which fields may be named depends on the kind.
 *
 * @throws StatusError 400 for a field that the kind does not offer.
 * @internal
 */
export function parseFieldSelector(
  selector: string,
  kind: Pick<ApiKind, 'selectableFields'>,
): (object: object) => boolean {
  const allowed = [...ALWAYS_SELECTABLE, ...kind.selectableFields];
  const matchers = selector
    .split(',')
    .filter(part => part.trim() !== '')
    .map(part => parseTerm(part.trim(), allowed));
  return object => matchers.every(matches => matches(object));
}

function parseTerm(
  text: string,
  allowed: string[],
): (object: object) => boolean {
  const term = /^([^=!]+?)\s*(==|=|!=)\s*(.*)$/.exec(text);
  if (!term) {
    throw StatusError.badRequest(
      `invalid selector: '${text}'; can't understand '${text}'`,
    );
  }
  const [, field, operator, value] = term;
  if (!allowed.includes(field)) {
    throw StatusError.badRequest(`field label not supported: ${field}`);
  }
  const path = field.split('.');
  return object => (fieldAt(object, path) === value) === (operator !== '!=');
}

function fieldAt(object: unknown, path: string[]): string {
  const found = path.reduce<unknown>(
    (value, name) => (isRecord(value) ? value[name] : undefined),
    object,
  );
  return found === undefined || found === null ? '' : String(found);
}
