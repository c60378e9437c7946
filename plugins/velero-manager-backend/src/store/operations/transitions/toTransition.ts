import { toMillis } from '../../dialect';
import { DbTransitionRow } from '../../tables';
import { Transition } from '../../types';

/** The transition that a row holds. @internal */
export function toTransition(row: DbTransitionRow): Transition {
  return {
    id: toMillis(row.id),
    type: row.type,
    ref: row.ref,
    subjectId: row.subject_id,
    aspect: row.aspect,
    from: row.from_state,
    to: row.to_state,
    reason: row.reason,
    message: row.message,
    at: new Date(toMillis(row.at)).toISOString(),
  };
}
