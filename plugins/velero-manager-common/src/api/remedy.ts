import { z } from 'zod';
import type { IntentKind } from '../intents';

const intents = [
  'schedule:save',
  'schedule:pause',
  'cluster:onboard',
] as const satisfies readonly IntentKind[];

/**
 * What mends something: an intent for a person to complete and propose. A page
 * turns it into a link to the form that asks for it.
 *
 * @public
 */
export const remedySchema = z
  .object({
    action: z
      .enum([
        'add_schedule',
        'resume_schedule',
        'correct_schedule',
        'onboard_cluster',
      ])
      .describe('What it does, for the words of a button'),
    intent: z.enum(intents),
    values: z
      .record(z.string(), z.unknown())
      .describe('Fields of the intent, as far as they are known'),
  })
  .meta({ id: 'Remedy' });

/** @public */
export type Remedy = z.infer<typeof remedySchema>;
