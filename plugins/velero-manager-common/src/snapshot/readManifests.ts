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
  /** What the document says; plain data. */
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

/**
 * Reads the documents of a YAML file; empty ones are left out. When anything is
 * wrong with the file it has problems and no manifests.
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
  const lines = new LineCounter();
  // `merge` as kubectl and kustomize read it.
  const documents: Document.Parsed[] = [
    ...parseAllDocuments(text, { lineCounter: lines, merge: true }),
  ];
  const errors = documents.flatMap(document => document.errors);
  if (errors.length > 0) {
    return {
      manifests: [],
      problems: errors.slice(0, 10).map(error => ({
        line: lines.linePos(error.pos[0]).line,
        message: `is not valid YAML: ${describeCause(
          error.message.split('\n')[0],
        )}`,
      })),
    };
  }
  const manifests: Manifest[] = [];
  let start = 0;
  for (const document of documents) {
    const range = [start, document.range[2]] as const;
    start = document.range[2];
    const read = readData(document);
    if ('problem' in read) {
      return failed(lines.linePos(document.range[0]).line, read.problem);
    }
    if (read.data === null || read.data === undefined) continue;
    manifests.push({
      path,
      document,
      data: read.data,
      identity: identityOf(read.data),
      range,
      lineOf: field => lines.linePos(offsetOf(document, field)).line,
    });
  }
  return { manifests, problems: [] };
}

function failed(line: number | null, message: string) {
  return { manifests: [], problems: [{ line, message }] };
}

function readData(document: Document): { data: unknown } | { problem: string } {
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { data };
  } catch {
    return { problem: 'holds more aliases than can be read' };
  }
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
