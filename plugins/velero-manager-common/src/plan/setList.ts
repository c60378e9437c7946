import { Document, isNode, isSeq, Scalar } from 'yaml';
import { setField } from './editManifest';
import { sameData } from './hashes';

/**
 * Makes a list hold these items in this order; what is in it already stays as
 * it is written, with its comments.
 *
 * @internal
 */
export function setList(
  document: Document,
  path: (string | number)[],
  items: readonly unknown[],
): void {
  const list: unknown = document.getIn(path, true);
  if (!isSeq(list)) {
    setField(document, path, items);
    return;
  }
  if (sameData(list.toJS(document), items)) return;
  const known = [...list.items];
  list.items = items.map(
    item =>
      known.find(node => isNode(node) && sameData(node.toJS(document), item)) ??
      new Scalar(null),
  );
  items.forEach((item, index) => {
    // Only what is new differs.
    setField(document, [...path, index], item);
  });
}
