export { decidePolicy, membershipsNeeded } from './decidePolicy';
export { findRestricted } from './findRestricted';
export { undecidedPolicy } from './describeDecision';
export type {
  DiscountReason,
  PolicyDecision,
  PolicyRequirement,
} from './PolicyDecision';
export type { Memberships, ReviewedChange } from './ReviewedChange';
