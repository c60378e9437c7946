import { parseLabelSelector } from '../../apiserver/labelSelector';
import { groupOf, Manifest, versionOf } from '../manifests/Manifest';
import { PatchTarget } from './Kustomization';

/**
 * Whether a patch is for an object. Each part is a regular expression for the
 * whole text; an absent one matches all.
 *
 * @internal
 */
export function matchesTarget(
  manifest: Manifest,
  target: PatchTarget,
): boolean {
  const { apiVersion, kind, metadata } = manifest;
  return (
    matches(target.group, groupOf(apiVersion)) &&
    matches(target.version, versionOf(apiVersion)) &&
    matches(target.kind, kind) &&
    matches(target.name, metadata.name) &&
    matches(target.namespace, metadata.namespace ?? '') &&
    selects(target.labelSelector, metadata.labels) &&
    selects(target.annotationSelector, metadata.annotations)
  );
}

function matches(pattern: string | undefined, text: string): boolean {
  return !pattern || new RegExp(`^(?:${pattern})$`).test(text);
}

function selects(
  selector: string | undefined,
  marks: Record<string, string> = {},
): boolean {
  return !selector || parseLabelSelector(selector)(marks);
}
