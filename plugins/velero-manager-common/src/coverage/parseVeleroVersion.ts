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
