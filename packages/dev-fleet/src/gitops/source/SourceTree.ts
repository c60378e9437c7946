/** The files of a repository at one revision. @internal */
export interface SourceTree {
  /** The commit. */
  revision: string;
  /** The id of its tree: the same for commits with the same content. */
  id: string;
  /** Text by path from the root, `a/b.yaml`; neither links nor submodules. */
  files: ReadonlyMap<string, string>;
}
