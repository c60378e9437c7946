import { ApiKind } from './ApiKind';
import { parseFieldSelector } from './fieldSelector';
import { KubeObject } from './KubeObject';
import { parseLabelSelector } from './labelSelector';
import { ListSelection } from './ObjectStore';

/**
 * Turns namespace and selectors into one test.
 *
 * @throws StatusError 400 for a selector that cannot be read.
 * @internal
 */
export function parseSelection(
  selection: ListSelection,
  kind: ApiKind,
): (object: KubeObject) => boolean {
  const { namespace } = selection;
  const matchesLabels = parseLabelSelector(selection.labelSelector ?? '');
  const matchesFields = parseFieldSelector(selection.fieldSelector ?? '', kind);
  return object =>
    (!namespace || object.metadata.namespace === namespace) &&
    matchesLabels(object.metadata.labels ?? {}) &&
    matchesFields(object);
}
