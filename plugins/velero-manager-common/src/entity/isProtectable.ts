import { Entity } from '@backstage/catalog-model';
import { claimAnnotations } from './claimAnnotations';

/**
 * Whether an entity says anything from which we could judge it: it has at least
 * one of {@link claimAnnotations}.
 *
 * @public
 */
export function isProtectable(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return claimAnnotations.some(name => Object.hasOwn(annotations, name));
}
