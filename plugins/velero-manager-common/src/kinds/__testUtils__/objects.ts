import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { kindDefinitions } from '../kindDefinitions';
import { FactByKind, FactKind } from '../types';

const FOLDER = join(__dirname, '..', '__fixtures__');

/** The fixture of a kind has its name: `backupRepository.yaml`, `ociRepository.yaml`. */
const fileByKind = new Map(
  readdirSync(FOLDER).map(file => [
    file.replace('.yaml', '').toLowerCase(),
    join(FOLDER, file),
  ]),
);

/** An object as a cluster sends it; `change` spoils or completes it. */
export function objectOf(kind: FactKind, change?: (object: any) => void): any {
  const file = fileByKind.get(kind.toLowerCase());
  if (!file) throw new Error(`There is no fixture of a ${kind}`);
  const object = parse(readFileSync(file, 'utf8'));
  change?.(object);
  return object;
}

/** The fact that such an object becomes. */
export function factOf<K extends FactKind>(
  kind: K,
  change?: (object: any) => void,
): FactByKind[K] {
  const read = kindDefinitions[kind].parse(objectOf(kind, change));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}
