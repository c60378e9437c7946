import {
  Document,
  isCollection,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  Node,
  parseAllDocuments,
} from 'yaml';
import { describeCause } from '../words';
import { RecentReads } from './RecentReads';

/** Where something is in an object: keys and positions. @internal */
export type FieldPath = readonly (string | number)[];

/** What is wrong with a file, and where. @internal */
export interface FileProblem {
  line: number | null;
  message: string;
}

/** (apiVersion, kind, namespace, name): what makes an object this one. @internal */
export interface ObjectIdentity {
  apiVersion: string;
  kind: string;
  namespace: string | null;
  name: string | null;
}

/** One document of a YAML file. @internal */
export interface Manifest {
  path: string;
  document: Document;
  /** What the document says; plain data that nothing may change. */
  data: unknown;
  /** Null for what is no Kubernetes object. */
  identity: ObjectIdentity | null;
  /** Where the document begins and ends in the text of its file. */
  range: readonly [number, number];
  /** The line of a field, or of the nearest thing around it that exists. */
  lineOf(field: FieldPath): number;
}

/** The longest file that is read, in characters. */
const MAX_LENGTH = 1_000_000;
/** An alias may stand for much; so many aliases are a bomb. */
const MAX_ALIASES = 100;

/** One document as its text says it, without the nodes that edits work on. */
interface ReadObject {
  data: unknown;
  identity: ObjectIdentity | null;
  range: readonly [number, number];
  /** Which of the documents of the text it is; empty ones count. */
  index: number;
  /** The lines that were asked for, by field. */
  lines: Map<string, number>;
}

interface ReadText {
  objects: ReadObject[];
  problems: FileProblem[];
}

/** A plan, its checks and the next preview read the same texts again and again. */
const recent = RecentReads.create<ReadText>({ maxLength: 4_000_000 });

/** The documents of a text, for one caller. */
class Documents {
  readonly #text: string;
  #lines = new LineCounter();
  #all: Document.Parsed[] | undefined;
  /** What the caller may have edited says nothing of lines any more. */
  #edited: readonly Document.Parsed[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get all(): readonly Document.Parsed[] {
    this.#all ??= this.#parse();
    return this.#all;
  }

  /** A document that the caller may edit. */
  edited(index: number): Document {
    if (!this.#edited) {
      this.#edited = this.all;
      this.#all = undefined;
    }
    return this.#edited[index];
  }

  lineAt(offset: number): number {
    return this.#lines.linePos(offset).line;
  }

  lineOf(index: number, field: FieldPath): number {
    return this.lineAt(offsetOf(this.all[index], field));
  }

  #parse(): Document.Parsed[] {
    const lineCounter = new LineCounter();
    this.#lines = lineCounter;
    // `merge` as kubectl and kustomize read it.
    return [...parseAllDocuments(this.#text, { lineCounter, merge: true })];
  }
}

/**
 * Reads the documents of a YAML file; empty ones are left out. When anything is
 * wrong with the file it has problems and no manifests. The data of a manifest
 * cannot be changed, since others may be given it too; its document is the
 * caller's own.
 *
 * @internal
 */
export function readManifests(
  path: string,
  text: string,
): { manifests: Manifest[]; problems: FileProblem[] } {
  if (text.length > MAX_LENGTH) {
    return failed(
      null,
      `has ${text.length} characters; at most ${MAX_LENGTH} are read`,
    );
  }
  const documents = new Documents(text);
  const { objects, problems } = recent.get(text, () => readText(documents));
  return {
    manifests: objects.map(({ data, identity, range, index, lines }) => ({
      ...{ path, data, identity, range },
      get document() {
        return documents.edited(index);
      },
      lineOf: field => {
        const key = JSON.stringify(field);
        const line = lines.get(key) ?? documents.lineOf(index, field);
        lines.set(key, line);
        return line;
      },
    })),
    problems: problems.map(problem => ({ ...problem })),
  };
}
function readText(documents: Documents): ReadText {
  const errors = documents.all.flatMap(document => document.errors);
  if (errors.length > 0) {
    return {
      objects: [],
      problems: errors.slice(0, 10).map(error => ({
        line: documents.lineAt(error.pos[0]),
        message: `is not valid YAML: ${describeCause(
          error.message.split('\n')[0],
        )}`,
      })),
    };
  }
  const objects: ReadObject[] = [];
  let start = 0;
  for (const [index, document] of documents.all.entries()) {
    const range = [start, document.range[2]] as const;
    start = document.range[2];
    const read = readData(document);
    if ('problem' in read) {
      const line = documents.lineAt(document.range[0]);
      return { objects: [], problems: [{ line, message: read.problem }] };
    }
    const { data } = read;
    if (data === null || data === undefined) continue;
    const identity = identityOf(data);
    objects.push({ data, identity, range, index, lines: new Map() });
  }
  return { objects, problems: [] };
}

function failed(line: number | null, message: string) {
  return { manifests: [], problems: [{ line, message }] };
}

function readData(document: Document): { data: unknown } | { problem: string } {
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    freeze(data);
    return { data };
  } catch {
    return { problem: 'holds more aliases than can be read' };
  }
}

/** An alias leads to what is frozen already. */
function freeze(data: unknown): void {
  if (typeof data !== 'object' || data === null || Object.isFrozen(data)) {
    return;
  }
  Object.freeze(data);
  Object.values(data).forEach(freeze);
}

function offsetOf(document: Document, field: FieldPath): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const part of field) {
    if (!isCollection(node)) break;
    const pair = node.items.find(
      item => isPair(item) && isScalar(item.key) && item.key.value === part,
    );
    const key = isPair(pair) ? pair.key : undefined;
    const next: unknown = node.get(part, true);
    const found = startOf(key) ?? startOf(next);
    if (found === null) break;
    offset = found;
    node = next;
  }
  return offset;
}

function startOf(node: unknown): number | null {
  return isNode(node) ? rangeOf(node)?.[0] ?? null : null;
}

function rangeOf(node: Node): readonly number[] | null {
  return node.range ?? null;
}

function identityOf(data: unknown): ObjectIdentity | null {
  if (!isMap(data)) return null;
  const { apiVersion, kind, metadata } = data;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  const named = isMap(metadata) ? metadata : {};
  return {
    apiVersion,
    kind,
    namespace: typeof named.namespace === 'string' ? named.namespace : null,
    name: typeof named.name === 'string' ? named.name : null,
  };
}

/**
 * Whether a value is a map of anything.
 *
 * @internal
 */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What an object says in a field; undefined where it says nothing.
 *
 * @internal
 */
export function valueAt(data: unknown, field: readonly string[]): unknown {
  return field.reduce<unknown>(
    (value, key) =>
      isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined,
    data,
  );
}
