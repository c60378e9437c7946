import { z } from 'zod';
import { ConditionFact } from '../facts';
import { list, message, object, saidInstant, textOrEmpty } from './fields';

/*
 * What Longhorn's kinds have in common. Longhorn writes moments and sizes as
 * text, and leaves the text blank where there is nothing to say.
 */

/** Conditions as Longhorn writes them. */
export const longhornConditions = list(
  object({
    type: textOrEmpty,
    status: textOrEmpty,
    reason: textOrEmpty,
    message,
    lastTransitionTime: saidInstant,
  }),
).transform(conditions =>
  conditions.map(
    ({ lastTransitionTime, message: words, ...condition }): ConditionFact => ({
      ...condition,
      message: words ?? '',
      at: lastTransitionTime,
    }),
  ),
);

/** A size in bytes, as text; `null` when it is blank or unreadable. */
export const sizeText = z
  .unknown()
  .optional()
  .transform(value =>
    typeof value === 'string' && /^\d{1,18}$/.test(value)
      ? Number(value)
      : null,
  );
