export type { GoodCopy } from './GoodCopy';
export type { OpenRun } from './heldAt';
export type { Objective } from './Objective';
export { EARLY_MS, SlotClock } from './SlotClock';
export type { MeasuredRun } from './SlotClock';
export { slotObjective } from './slotObjective';
export type { SlotObjective } from './slotObjective';
export type { SlotPromise } from './SlotPromise';
export type { ObjectiveStanding } from './standingOf';
