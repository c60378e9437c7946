export { findTraps, type TrapQuestion } from './findTraps';
export type { Trap, TrapObject } from './Trap';
export { TRAP_NUMBERS, type TrapPlace } from './trapNumbers';
export {
  TRAPS,
  type TrapCode,
  type TrapEntry,
  type TrapNumber,
} from './trapTable';
