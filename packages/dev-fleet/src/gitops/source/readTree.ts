import { gitOutput } from '../../githost/git/runGit';
import { parseTreeListing } from '../../githost/git/TreeEntry';

/** What git calls ordinary files; links and submodules are others. */
const FILE_MODES = ['100644', '100755'];

/**
 * Reads all files of a tree with two git processes, whatever their number.
 *
 * @returns text by path
 * @internal
 */
export async function readTree(
  gitDir: string,
  tree: string,
): Promise<Map<string, string>> {
  const listing = await gitOutput(['ls-tree', '-r', '-l', '-z', tree], {
    gitDir,
  });
  const entries = parseTreeListing(listing).filter(({ mode }) =>
    FILE_MODES.includes(mode),
  );
  if (entries.length === 0) return new Map();
  const blobs = await gitOutput(['cat-file', '--batch'], {
    gitDir,
    input: entries.map(({ sha }) => `${sha}\n`).join(''),
  });
  let offset = 0;
  return new Map(
    entries.map(({ path }): [string, string] => {
      // `<sha> blob <size>`, the content, a line feed.
      const end = blobs.indexOf(10, offset);
      const size = Number(blobs.toString('utf8', offset, end).split(' ')[2]);
      offset = end + 1 + size + 1;
      return [path, blobs.toString('utf8', end + 1, end + 1 + size)];
    }),
  );
}
