import { Transition } from '../../types';

/** A change of a verdict that is not yet written. @internal */
export type NewTransition = Pick<
  Transition,
  'aspect' | 'from' | 'to' | 'reason' | 'message'
>;
