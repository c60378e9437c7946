/** The newest good copy, as far as an objective looks at it. @internal */
export interface GoodCopy {
  /** The moment its data is of: what its age is counted from. */
  at: Date;
  /** When its run was made: what it is matched to a slot by. */
  begunAt: Date;
}
