/** Tells whether a value is an object with keys. @internal */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function metadataText(object: unknown, key: string): string | null {
  const metadata = isRecord(object) ? object.metadata : undefined;
  const value = isRecord(metadata) ? metadata[key] : undefined;
  return typeof value === 'string' && value ? value : null;
}

/** `metadata.resourceVersion` of what may be an object, or `null`. @internal */
export function resourceVersionOf(object: unknown): string | null {
  return metadataText(object, 'resourceVersion');
}

/**
 * What identifies an object within its kind, or `null` where it has no name.
 * The namespace of a cluster-scoped object is empty.
 *
 * @internal
 */
export function identityOf(
  object: unknown,
): { namespace: string; name: string } | null {
  const name = metadataText(object, 'name');
  return name === null
    ? null
    : { namespace: metadataText(object, 'namespace') ?? '', name };
}
