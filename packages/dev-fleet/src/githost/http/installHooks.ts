import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Git's `update` hook, run for each ref of a push. What is protected for the
 * pusher stands in the environment, so that the answer is that of the moment.
 */
const UPDATE_HOOK = `#!/bin/sh
ref=$1 before=$2 after=$3
zero=0000000000000000000000000000000000000000
listed() { printf '%s\\n' "$1" | grep -Fxq -e "$ref"; }
refuse() {
  echo "error: GH006: Protected branch update failed for $ref." >&2
  echo "error: $1" >&2
  exit 1
}
listed "$GITHOST_PROTECTED" || exit 0
test "$before" = $zero && exit 0
test "$after" = $zero && refuse 'Cannot delete this protected branch'
listed "$GITHOST_PULL_REQUEST_ONLY" &&
  refuse 'Changes must be made through a pull request.'
git merge-base --is-ancestor "$before" "$after" ||
  refuse 'Cannot force-push to this protected branch'
exit 0
`;

/**
 * Writes the hooks that all repositories of a host share.
 *
 * @internal
 */
export async function installHooks(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'update'), UPDATE_HOOK, { mode: 0o755 });
}
