/** Namespaces of the entity: comma list of `namespace` or `cluster/namespace`. @public */
export const NAMESPACES_ANNOTATION = 'velero-manager.io/namespaces';

/** Clusters in which the namespaces named without one lie: comma list. @public */
export const CLUSTERS_ANNOTATION = 'velero-manager.io/clusters';

/** The declared objective: `<number>(m|h|d)`. @public */
export const RPO_ANNOTATION = 'velero-manager.io/rpo';

/** Asks for an exemption; `false` asks for none. @public */
export const EXEMPT_ANNOTATION = 'velero-manager.io/exempt';

/**
 * Every annotation that {@link readClaims} looks at: ours, those of the
 * Kubernetes and Argo CD plugins, and Flux's tracking names.
 *
 * @remarks
 * `backstage.io/kubernetes-id` and `backstage.io/kubernetes-label-selector`
 * pick workloads by their labels, which nobody reads here, so they are not in
 * this list and an entity with nothing else claims nothing.
 *
 * @public
 */
export const claimAnnotations = [
  NAMESPACES_ANNOTATION,
  CLUSTERS_ANNOTATION,
  RPO_ANNOTATION,
  EXEMPT_ANNOTATION,
  'backstage.io/kubernetes-namespace',
  'backstage.io/kubernetes-cluster',
  'argocd/app-name',
  'argocd/app-namespace',
  'argocd/app-selector',
  'kustomize.toolkit.fluxcd.io/name',
  'kustomize.toolkit.fluxcd.io/namespace',
] as const;

/** One of {@link claimAnnotations}. @public */
export type ClaimAnnotation = (typeof claimAnnotations)[number];
