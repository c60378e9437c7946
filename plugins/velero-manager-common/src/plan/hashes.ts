import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { isMap } from '../snapshot/readManifests';
import type { PlannedFile } from './ChangePlan';

function hash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * The hash of a plan: two plans are the same change exactly when it is equal.
 *
 * @internal
 */
export function planHashOf(files: readonly PlannedFile[]): string {
  return hash(
    JSON.stringify(
      files.map(({ path, action, content }) => [path, action, content]),
    ),
  );
}

/**
 * The value of `velero-manager.io/spec-hash`: of the meaning of a spec, not of
 * how it is written. Keys are put in order, absent and null are one.
 *
 * @public
 */
export function specHashOf(spec: unknown): string {
  return hash(JSON.stringify(inOrder(spec)) ?? 'null');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isMap(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, inOrder(item)]),
  );
}

/**
 * Whether two values mean the same as YAML data.
 *
 * @internal
 */
export function sameData(a: unknown, b: unknown): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}
