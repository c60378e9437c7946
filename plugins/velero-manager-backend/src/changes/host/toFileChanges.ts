import type {
  ChangePlan,
  RepositorySnapshot,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { BranchContent } from './inspectBranch';

/** The files of a commit as `createCommitOnBranch` takes them. @internal */
export interface FileChanges {
  additions: { path: string; contents: string }[];
  deletions: { path: string }[];
}

/**
 * The files of the commit that brings a branch to what is planned: those of the
 * plan, and back to the base whatever an earlier plan had changed on the branch
 * and this one does not.
 *
 * @internal
 */
export function toFileChanges(options: {
  plan: ChangePlan;
  snapshot: RepositorySnapshot;
  onBranch: BranchContent['files'];
}): FileChanges {
  const { plan, snapshot, onBranch } = options;
  const wanted = new Map(
    plan.files.map(({ path, content }) => [path, content]),
  );
  for (const { path } of onBranch) {
    if (!wanted.has(path)) {
      wanted.set(path, snapshot.files.get(path) ?? null);
    }
  }
  const branchHas = new Map(onBranch.map(({ path, exists }) => [path, exists]));
  const changes: FileChanges = { additions: [], deletions: [] };
  for (const [path, content] of wanted) {
    if (content !== null) {
      const contents = Buffer.from(content, 'utf8').toString('base64');
      changes.additions.push({ path, contents });
    } else if (branchHas.get(path) ?? snapshot.files.has(path)) {
      changes.deletions.push({ path });
    }
  }
  return changes;
}
