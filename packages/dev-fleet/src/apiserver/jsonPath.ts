import { isRecord } from './KubeObject';

type Step =
  | { field: string }
  | { index: number }
  | { all: true }
  | { where: string[]; equals: string };

const STEP =
  /\.((?:\\.|[^.[\]\\])+)|\[(\d+)\]|\[\*\]|\['([^']*)'\]|\[\?\(@((?:\.[\w-]+)+)\s*==\s*(?:"([^"]*)"|'([^']*)')\)\]/gy;

/**
 * Reads values by the simple JSON paths that printer columns use: `.a.b`,
 * `['a']`, `[0]`, `[*]`, `[?(@.type=="Ready")]`.
 *
 * @throws Error for a path it cannot read.
 * @internal
 */
export function valuesAt(object: unknown, path: string): unknown[] {
  return parsePath(path).reduce<unknown[]>(
    (values, step) => values.flatMap(value => follow(value, step)),
    [object],
  );
}

function parsePath(path: string): Step[] {
  const steps: Step[] = [];
  const matcher = new RegExp(STEP);
  while (matcher.lastIndex < path.length) {
    const at = matcher.lastIndex;
    const match = matcher.exec(path);
    if (!match) {
      throw new Error(`JSON path '${path}' cannot be read from position ${at}`);
    }
    const [text, field, index, quoted, where, double, single] = match;
    if (field !== undefined)
      steps.push({ field: field.replace(/\\(.)/g, '$1') });
    else if (index !== undefined) steps.push({ index: Number(index) });
    else if (quoted !== undefined) steps.push({ field: quoted });
    else if (text === '[*]') steps.push({ all: true });
    else {
      const equals = double ?? single;
      steps.push({ where: where.slice(1).split('.'), equals });
    }
  }
  return steps;
}

function follow(value: unknown, step: Step): unknown[] {
  if ('field' in step) {
    const found =
      isRecord(value) && Object.hasOwn(value, step.field)
        ? value[step.field]
        : undefined;
    return found === undefined || found === null ? [] : [found];
  }
  const items: unknown[] = Array.isArray(value) ? value : [];
  if ('index' in step) return items.slice(step.index, step.index + 1);
  if ('all' in step) return items;
  return items.filter(
    item =>
      step.where.reduce<unknown>(
        (inner, name) => (isRecord(inner) ? inner[name] : undefined),
        item,
      ) === step.equals,
  );
}
