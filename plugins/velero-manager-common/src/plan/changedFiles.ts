/**
 * The files of a draft that are others than before.
 *
 * @internal
 */
export function changedFiles(
  draft: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    [...draft].filter(([path, text]) => before.get(path) !== text),
  );
}
