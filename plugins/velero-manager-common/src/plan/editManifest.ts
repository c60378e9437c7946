import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Scalar,
  ToStringOptions,
  visit,
} from 'yaml';
import { Manifest, valueAt } from '../snapshot/readManifests';
import { sameData } from './hashes';

type Path = (string | number)[];

/**
 * Changes one field of a document and nothing else: a value that already means
 * the same is left as it is written, a comment beside it stays.
 *
 * @internal
 */
export function setField(document: Document, path: Path, value: unknown): void {
  const now: unknown = document.getIn(path, true);
  const data = isScalar(now) || isCollection(now) ? now.toJS(document) : now;
  if (sameData(data, value)) return;
  clearWay(document, path);
  if (value === undefined) {
    document.deleteIn(path);
  } else if (isSeq(now) && Array.isArray(value)) {
    now.items = value.map(
      item =>
        now.items.find(node => isScalar(node) && node.value === item) ??
        createNode(document, item),
    );
  } else {
    document.setIn(path, createNode(document, value, now));
    quoteKey(document, path);
  }
}

/**
 * Whether a field can be written: everything around it is a map, or a list
 * where the path counts, or not there. An alias is not, nor what a merge key
 * brings: that is written elsewhere too.
 *
 * @internal
 */
export function isEditable(document: Document, path: Path): boolean {
  return path.every((part, depth) => {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof part === 'number') return isSeq(node);
    return node === undefined
      ? !isMerged(document, path.slice(0, depth))
      : isMap(node) || isEmpty(node);
  });
}

/** Whether a merge key brings what is not written here: a map here would hide it. */
function isMerged(document: Document, path: Path): boolean {
  const around: unknown = document.getIn(path.slice(0, -1), true);
  if (!isMap(around)) return false;
  const [key] = path.slice(-1);
  return valueAt(around.toJS(document), [String(key)]) !== undefined;
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

/** `labels:` without a value stands in the way of what goes below it. */
function clearWay(document: Document, path: Path): void {
  for (let depth = 1; depth < path.length; depth++) {
    const around = path.slice(0, depth);
    if (isEmpty(document.getIn(around, true))) document.deleteIn(around);
  }
}

/** A node that YAML 1.1 reads as we mean it; keeps the comments of the one it replaces. @internal */
export function createNode(document: Document, value: unknown, now?: unknown) {
  const node = document.createNode(value);
  visit(node, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && needsQuotes(scalar.value)) {
        scalar.type = Scalar.QUOTE_SINGLE;
      }
    },
  });
  if (isScalar(node) && isScalar(now)) {
    node.comment = now.comment;
    node.commentBefore = now.commentBefore;
    if (now.type !== 'PLAIN' && now.type !== undefined) node.type = now.type;
  } else if (isScalar(now) && now.comment) {
    // Beside `resources:` without a value; a list has no room for it there.
    node.commentBefore = now.comment;
  }
  return node;
}

/** A key, too, may read as something else: `n` is false in YAML 1.1. */
function quoteKey(document: Document, path: Path): void {
  const key = path[path.length - 1];
  const around: unknown = document.getIn(path.slice(0, -1), true);
  if (!isMap(around) || typeof key !== 'string' || !needsQuotes(key)) return;
  for (const pair of around.items) {
    const found = isScalar(pair.key) ? pair.key : null;
    if ((found ? found.value : pair.key) !== key) continue;
    if (found?.range) continue; // as its author wrote it
    const node = new Scalar(key);
    node.type = Scalar.QUOTE_SINGLE;
    pair.key = node;
  }
}

function needsQuotes(text: string): boolean {
  const printed = new Document(text, { compat: 'yaml-1.1' }).toString();
  return printed.startsWith('"');
}

/**
 * The text of a file after one of its documents was edited; the others stay as
 * they are, byte for byte.
 *
 * @internal
 */
export function printEdited(text: string, manifest: Manifest): string {
  const [start, end] = manifest.range;
  const part = text.slice(start, end);
  const edited = manifest.document.toString({
    ...styleOf(part),
    flowCollectionPadding: !hasTightFlow(text, manifest.document),
  });
  return `${text.slice(0, start)}${edited}${text.slice(end)}`;
}

/** Whether the author writes `{a: b}`; a brace in a text, as of a template, is none of ours. */
function hasTightFlow(text: string, document: Document): boolean {
  let isTight = false;
  visit(document, {
    Collection(_, { flow, range }) {
      if (flow && range && /[^\s\]}]/.test(text[range[0] + 1])) isTight = true;
    },
  });
  return isTight;
}

/** How the author indents, so that an edit does not rewrite every line. */
function styleOf(text: string): ToStringOptions {
  const indent = /^( +)[^\s#-]/m.exec(text)?.[1].length ?? 2;
  const list =
    /^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- /m.exec(
      text,
    );
  return {
    lineWidth: 0,
    indent: indent > 0 && indent <= 8 ? indent : 2,
    indentSeq: list ? list[2].length > list[1].length : true,
    singleQuote: !/: "/.test(text),
  };
}
