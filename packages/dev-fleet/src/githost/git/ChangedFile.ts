/** A file that differs between two commits. @internal */
export interface ChangedFile {
  path: string;
  /** Where a renamed file was. */
  previousPath?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed';
  /** Of the file afterwards; of the file before where it is removed. */
  sha: string;
  additions: number;
  deletions: number;
  /** Hunks only; undefined for binary files. */
  patch?: string;
}

type RawChange = Pick<ChangedFile, 'path' | 'previousPath' | 'status' | 'sha'>;

/**
 * Puts the outputs of `git diff --raw -z`, `--numstat -z` and `--patch`
 * together, which list the same files in the same order.
 *
 * @internal
 */
export function parseChangedFiles(outputs: {
  raw: Buffer;
  counts: Buffer;
  patch: Buffer;
}): ChangedFile[] {
  const changes = parseRaw(outputs.raw);
  const counts = parseCounts(outputs.counts);
  const patches = splitPatch(outputs.patch);
  return changes.map((change, index) => ({
    ...change,
    ...(counts[index] ?? { additions: 0, deletions: 0 }),
    ...(patches.length === changes.length && patches[index]
      ? { patch: patches[index] }
      : {}),
  }));
}

function parseRaw(output: Buffer): RawChange[] {
  const parts = output.toString('utf8').split('\0');
  const changes: RawChange[] = [];
  for (let at = 0; at < parts.length - 1; ) {
    const [, , before, after, letter] = parts[at].split(' ');
    if (letter.startsWith('R') || letter.startsWith('C')) {
      const [previousPath, path] = [parts[at + 1], parts[at + 2]];
      changes.push({ path, previousPath, status: 'renamed', sha: after });
      at += 3;
    } else {
      const status = statusOf(letter);
      const sha = status === 'removed' ? before : after;
      changes.push({ path: parts[at + 1], status, sha });
      at += 2;
    }
  }
  return changes;
}

function statusOf(letter: string): ChangedFile['status'] {
  if (letter === 'A') return 'added';
  if (letter === 'D') return 'removed';
  return 'modified';
}

function parseCounts(
  output: Buffer,
): Array<Pick<ChangedFile, 'additions' | 'deletions'>> {
  const parts = output.toString('utf8').split('\0');
  const counts = [];
  for (let at = 0; at < parts.length - 1; ) {
    const [additions, deletions, path] = parts[at].split('\t');
    counts.push({
      additions: Number(additions) || 0, // "-" for binary files
      deletions: Number(deletions) || 0,
    });
    at += path ? 1 : 3; // a rename has its two names in parts of their own
  }
  return counts;
}

/** Within a patch no line but a file's first begins like this. */
const FILE_HEAD = /^diff --git /m;

function splitPatch(output: Buffer): string[] {
  const [, ...sections] = output.toString('utf8').split(FILE_HEAD);
  return sections.map(section => {
    const start = section.indexOf('\n@@ ');
    return start < 0 ? '' : section.slice(start + 1).replace(/\n$/, '');
  });
}
