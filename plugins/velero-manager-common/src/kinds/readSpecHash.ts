const SPEC_HASH_ANNOTATION = 'velero-manager.io/spec-hash';

/** Digest of what a change wrote of an object, or `null` for one that none wrote. @internal */
export function readSpecHash(metadata: {
  annotations: Record<string, string>;
}): string | null {
  return metadata.annotations[SPEC_HASH_ANNOTATION] ?? null;
}
