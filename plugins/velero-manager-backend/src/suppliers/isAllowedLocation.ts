/** Ways to leave a folder that only whoever fetches the file understands. */
const ESCAPES = /\\|%2f|%5c|%2e|(^|[/=])\.\.?([/?#&]|$)|[^\x21-\x7e]/i;

/** A location as `type:target`, with the target as `URL` writes it where it is one. */
function normalize(location: string): string | undefined {
  const at = location.indexOf(':');
  const [type, target] = [location.slice(0, at), location.slice(at + 1)];
  if (at < 1 || target === '') {
    return undefined;
  }
  const written = URL.canParse(target) ? new URL(target).href : target;
  return ESCAPES.test(target) || ESCAPES.test(written)
    ? undefined
    : `${type}:${written}`;
}

/**
 * Tells whether an entity that comes from a location may define clusters: it
 * is one of those named, or lies in a folder of them. `.../org/a` allows
 * `.../org/a/b.yaml` and not `.../org/ab`. Whoever can write to an allowed
 * location can define clusters, so a branch is best part of it.
 *
 * @param origin - the annotation `backstage.io/managed-by-origin-location`,
 * which the catalog itself writes over what an entity says
 * @internal
 */
export function isAllowedLocation(
  origin: string | undefined,
  allowed: string[],
): boolean {
  const location = normalize(origin ?? '');
  if (location === undefined) {
    return false;
  }
  return allowed.some(one => {
    const folder = normalize(one)?.replace(/\/+$/, '');
    return (
      folder !== undefined &&
      location.startsWith(folder) &&
      ['', '/', '?'].includes(location.charAt(folder.length))
    );
  });
}
