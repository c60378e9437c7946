/** A condition of an object, as Kubernetes writes it. @public */
export interface ConditionFact {
  type: string;
  status: string;
  reason: string;
  message: string;
  /** When the status changed last; conditions have no heartbeat. */
  at: string | null;
}
