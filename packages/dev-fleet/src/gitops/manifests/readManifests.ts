import { parseAllDocuments } from 'yaml';
import { isRecord } from '../../apiserver/KubeObject';
import { Manifest } from './Manifest';
import { ManifestError } from './ManifestError';

/**
 * Reads the documents of a YAML (or JSON) text; empty ones are left out.
 *
 * @throws ManifestError that names the file and the line
 * @internal
 */
export function readDocuments(text: string, file: string): unknown[] {
  const documents = parseAllDocuments(text, { merge: true });
  const list = Array.isArray(documents) ? documents : [];
  return list
    .map(document => {
      const [error] = document.errors;
      if (error) {
        const line = error.linePos?.[0].line ?? 1;
        const [what] = error.message.split(/ at line |\n/);
        throw new ManifestError(`yaml: line ${line}: ${what} in File: ${file}`);
      }
      return document.toJS() as unknown;
    })
    .filter(value => value !== null && value !== undefined);
}

/**
 * Reads the objects of a file; a `List` stands for its items.
 *
 * @throws ManifestError for what is no object
 * @internal
 */
export function readManifests(text: string, file: string): Manifest[] {
  return readDocuments(text, file).flatMap(value => toManifests(value, file));
}

function toManifests(value: unknown, file: string): Manifest[] {
  if (isRecord(value) && Array.isArray(value.items) && isList(value.kind)) {
    return value.items.flatMap(item => toManifests(item, file));
  }
  return [toManifest(value, file)];
}

function isList(kind: unknown): boolean {
  return typeof kind === 'string' && kind.endsWith('List');
}

/**
 * Checks that a value has what every object needs.
 *
 * @throws ManifestError that names the file and what is missing
 * @internal
 */
export function toManifest(value: unknown, file: string): Manifest {
  const fail = (what: string) =>
    new ManifestError(`${what} in File: ${file}: ${JSON.stringify(value)}`);
  if (!isRecord(value)) throw fail('an object is expected');
  const { apiVersion, kind, metadata, ...rest } = value;
  if (typeof apiVersion !== 'string' || !apiVersion) {
    throw fail('missing apiVersion');
  }
  if (typeof kind !== 'string' || !kind) throw fail('missing Resource kind');
  if (
    !isRecord(metadata) ||
    typeof metadata.name !== 'string' ||
    !metadata.name
  ) {
    throw fail('missing metadata.name');
  }
  return {
    ...rest,
    apiVersion,
    kind,
    metadata: { ...metadata, name: metadata.name },
  };
}
