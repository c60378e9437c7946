import { isSeq } from 'yaml';
import { type Manifest, valueAt } from '../snapshot/readManifests';
import { createNode, isEditable, setField } from './editManifest';

/**
 * Adds items to a list of an object, which may not be there yet. What the list
 * holds stays: where it is written elsewhere, by an alias or a merge key, it is
 * written out here, so that what it stands for elsewhere stays as it is.
 *
 * @returns false where that is no list, or not written as maps of its own
 * @internal
 */
export function appendToList(
  { document, data }: Manifest,
  path: string[],
  items: readonly unknown[],
): boolean {
  if (items.length === 0) return true;
  const known = valueAt(data, path) ?? [];
  if (!Array.isArray(known) || !isEditable(document, path)) return false;
  const list: unknown = document.getIn(path, true);
  if (isSeq(list)) {
    // An empty list can only be written in brackets; one of many lines need not.
    if (list.items.length === 0) list.flow = false;
    items.forEach(item => list.add(createNode(document, item)));
  } else {
    setField(document, path, [...known, ...items]);
  }
  return true;
}
