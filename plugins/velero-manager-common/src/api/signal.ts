import { z } from 'zod';

/** The channel of the signals service that tells open pages to refetch. @public */
export const SIGNAL_CHANNEL = 'velero-manager';

/**
 * A signal carries no state: opaque subject ids that changed (empty: too many
 * to name, refetch whatever is open) and a number that only grows.
 *
 * @public
 */
export const signalSchema = z.object({
  subjects: z.array(z.string()),
  version: z.number(),
});

/** @public */
export type VeleroManagerSignal = z.infer<typeof signalSchema>;
