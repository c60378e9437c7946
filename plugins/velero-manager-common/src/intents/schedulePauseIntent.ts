import { z } from 'zod/v3';
import { label, line, objectName } from './fields';

/**
 * The fields of {@link schedulePauseIntentSchema}, without the rules between them.
 *
 * @internal
 */
export const schedulePauseFields = z
  .object({
    kind: z.literal('schedule:pause'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The cluster of the schedule.'),
    existing: objectName().describe('The name of the schedule.'),
    paused: z
      .boolean()
      .describe(
        'On: the schedule stays, but does not run. Off: it runs again.',
      ),
    reason: line(200)
      .optional()
      .describe(
        'Why it is paused; shown to reviewers and kept beside the schedule. Leave it empty to let it run again.',
      ),
  })
  .strict();

/**
 * To keep a Velero schedule from running, with a reason, or to let it run again.
 *
 * @public
 */
export const schedulePauseIntentSchema = schedulePauseFields.superRefine(
  ({ paused, reason }, context) => {
    if (paused && reason === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: 'is missing: whoever finds the schedule paused asks for it',
      });
    }
    if (!paused && reason !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: 'must be left out where the schedule shall run again',
      });
    }
  },
);

/** @public */
export type SchedulePauseIntent = z.infer<typeof schedulePauseIntentSchema>;
