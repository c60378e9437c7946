import { FindingSeverity } from '../check';
import { TrapCode, TrapNumber } from './trapTable';

/** The object whose settings are the trap. @public */
export interface TrapObject {
  cluster: string;
  kind: string;
  /** `''` for one that lies in no namespace. */
  namespace: string;
  name: string;
}

/**
 * A setting of a cluster that hurts one day, though nothing need be wrong
 * today: what runs, not what Git says.
 *
 * @public
 */
export interface Trap {
  code: TrapCode;
  /** Its number among the known traps, which the documentation lists. */
  trap: TrapNumber | null;
  severity: FindingSeverity;
  /** One sentence that names the values. */
  message: string;
  object: TrapObject;
  fix: string;
}
