/** The resources that the stand-in for Flux works with. @internal */
export const GIT_REPOSITORIES = 'gitrepositories.source.toolkit.fluxcd.io';
/** @internal */
export const HELM_REPOSITORIES = 'helmrepositories.source.toolkit.fluxcd.io';
/** @internal */
export const HELM_RELEASES = 'helmreleases.helm.toolkit.fluxcd.io';
/** @internal */
export const KUSTOMIZATIONS = 'kustomizations.kustomize.toolkit.fluxcd.io';
