export {
  claimAnnotations,
  CLUSTERS_ANNOTATION,
  EXEMPT_ANNOTATION,
  NAMESPACES_ANNOTATION,
  RPO_ANNOTATION,
} from './claimAnnotations';
export type { ClaimAnnotation } from './claimAnnotations';
export * from './claims';
export { isProtectable } from './isProtectable';
export { matchesLabelSelector, parseLabelSelector } from './labelSelector';
export { matchesReference } from './matchesReference';
export { readClaims } from './readClaims';
