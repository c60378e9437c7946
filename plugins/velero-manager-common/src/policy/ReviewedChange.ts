/**
 * A pull request as far as its approval depends on it, whoever opened it.
 * Log-ins are compared without regard to case, as Git hosts do.
 *
 * @public
 */
export interface ReviewedChange {
  /**
   * Every path that it touches, the former ones of renamed files too; `null`
   * where the host does not tell all of them.
   */
  paths: readonly string[] | null;
  /** Log-ins of those whose last word approves of the newest commit. */
  approvers: readonly string[];
  /** Log-in of whoever opened it. */
  author: string;
  /**
   * Log-ins of authors and committers of its commits; `null` stands for one of
   * whom the host knows no log-in.
   */
  committers: readonly (string | null)[];
  /** Log-ins under which those who asked for it may appear. */
  requesters: readonly string[];
}

/**
 * Who belongs where, by the name as the settings write it. What is not in here,
 * or `null`, is not known, and then nobody belongs there.
 *
 * @public
 */
export interface Memberships {
  /** Log-ins of the members of `organisation/team`. */
  teams: ReadonlyMap<string, readonly string[] | null>;
  /** Of the approvers, those who may write; asked where nobody is named. */
  writers: readonly string[] | null;
}
