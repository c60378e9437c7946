/** Velero's own namespace in the story. @internal */
export const VELERO_NAMESPACE = 'velero';
