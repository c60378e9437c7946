/** One entry of a tree. @internal */
export interface TreeEntry {
  /** Six digits: 100644, 100755, 120000, 040000, 160000. */
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** From the root of the tree that was listed. */
  path: string;
  /** Bytes of a blob. */
  size?: number;
}

/**
 * Reads the output of `git ls-tree -l -z`.
 *
 * @internal
 */
export function parseTreeListing(output: Buffer): TreeEntry[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const tab = line.indexOf('\t');
      const [mode, type, sha, size] = line.slice(0, tab).split(/ +/);
      return {
        mode,
        type: type === 'tree' || type === 'commit' ? type : 'blob',
        sha,
        path: line.slice(tab + 1),
        ...(size && size !== '-' ? { size: Number(size) } : {}),
      };
    });
}
