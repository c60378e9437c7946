/**
 * The numbers of a Velero version; `patch` is null if it is not given.
 *
 * @internal
 */
export interface VeleroVersion {
  major: number;
  minor: number;
  patch: number | null;
}

/**
 * Reads a version such as `v1.18.2`, `1.19.0-rc.1` or `1.18`; null for all else.
 *
 * @internal
 */
export function parseVeleroVersion(text: string | null): VeleroVersion | null {
  const match =
    /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?:[.+-]|$)/.exec(text ?? '');
  return match
    ? {
        major: Number(match[1]),
        minor: Number(match[2]),
        patch: match[3] === undefined ? null : Number(match[3]),
      }
    : null;
}

/**
 * Whether a version is a given one or newer. One that is not known is taken for
 * the newest 1.18; without a patch it is taken for the newest of its minor.
 *
 * @internal
 */
export function isAtLeast(
  text: string | null,
  ...[major, minor, patch = 0]: [major: number, minor: number, patch?: number]
): boolean {
  const version = parseVeleroVersion(text) ?? {
    major: 1,
    minor: 18,
    patch: null,
  };
  const difference =
    version.major - major ||
    version.minor - minor ||
    (version.patch ?? Infinity) - patch;
  return difference >= 0;
}
