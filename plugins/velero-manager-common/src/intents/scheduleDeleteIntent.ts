import { z } from 'zod/v3';
import { label, objectName } from './fields';

/**
 * The fields of {@link scheduleDeleteIntentSchema}.
 *
 * @internal
 */
export const scheduleDeleteFields = z
  .object({
    kind: z.literal('schedule:delete'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The cluster of the schedule.'),
    existing: objectName().describe('The name of the schedule to remove.'),
  })
  .strict();

/**
 * To remove a Velero schedule. What it backed up stays until it expires.
 *
 * @public
 */
export const scheduleDeleteIntentSchema = scheduleDeleteFields;

/** @public */
export type ScheduleDeleteIntent = z.infer<typeof scheduleDeleteIntentSchema>;
