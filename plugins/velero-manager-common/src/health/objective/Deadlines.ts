/** The moments that decide an objective. @internal */
export interface Deadlines {
  /** Later than this is at risk. */
  dueAt: Date;
  /** Later than this is breached. */
  breachAt: Date;
}
