import { SyncObjectFact } from '../facts';
import { SyncObjectReference } from './claims';
import { matchesLabelSelector, parseLabelSelector } from './labelSelector';

/**
 * Whether a sync object is one that an entity names by annotation.
 *
 * @public
 */
export function matchesReference(
  reference: SyncObjectReference,
  fact: SyncObjectFact,
): boolean {
  const { engine, namespace, name, selector } = reference;
  if (engine !== fact.engine) return false;
  if (namespace !== null && namespace !== fact.namespace) return false;
  if (name !== null && name !== fact.name) return false;
  if (selector === null) return name !== null;
  const parsed = parseLabelSelector(selector);
  return parsed.ok && matchesLabelSelector(parsed.value, fact.labels);
}
