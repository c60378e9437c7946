import type { Checked, CheckedRepository } from '../CheckedRepository';
import { isOwnUrl } from './argocdSources';

/** @internal */
export type FluxKustomization =
  Checked<'kustomize.toolkit.fluxcd.io/Kustomization'>;

/** What a Kustomization takes its folder from, where it stands here. @internal */
export function gitRepositoryOf(
  repository: CheckedRepository,
  { object }: FluxKustomization,
): Checked<'source.toolkit.fluxcd.io/GitRepository'> | undefined {
  const { sourceRef } = object.spec;
  const namespace = sourceRef.namespace ?? object.metadata.namespace;
  return repository
    .objects('source.toolkit.fluxcd.io/GitRepository')
    .find(
      ({ object: { metadata } }) =>
        metadata.name === sourceRef.name && metadata.namespace === namespace,
    );
}

/** Whether it applies a folder of this repository; one whose source is unknown is taken to. @internal */
export function isOfThisRepository(
  repository: CheckedRepository,
  item: FluxKustomization,
): boolean {
  const source = gitRepositoryOf(repository, item);
  return source === undefined || isOwnUrl(repository, source.object.spec.url);
}
