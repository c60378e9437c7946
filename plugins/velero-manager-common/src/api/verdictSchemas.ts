import { z } from 'zod';
import { protectionStates, runOutcomes, syncStates } from '../health/states';

/** RFC 3339 in UTC. */
export const instantSchema = z.iso
  .datetime()
  .describe('RFC 3339, UTC, for instance 2026-11-20T02:00:00.000Z');

/** The verdict last known of what is not seen at present. */
const lastKnownSchema = z
  .object({ state: z.string(), message: z.string() })
  .describe('The verdict before contact was lost');

/**
 * A protection verdict on the wire.
 *
 * @public
 */
export const protectionSchema = z
  .object({
    state: z.enum(protectionStates),
    reason: z.string().describe('Machine-readable code of the deciding rule'),
    message: z
      .string()
      .describe('One sentence for people, absolute times only'),
    validUntil: instantSchema
      .nullable()
      .describe('When the answer can change although nothing happens'),
    lastKnown: lastKnownSchema.nullable(),
  })
  .meta({ id: 'Protection' });

/**
 * A sync verdict on the wire.
 *
 * @public
 */
export const syncSchema = z
  .object({
    state: z.enum(syncStates),
    reason: z.string(),
    message: z.string(),
    validUntil: instantSchema.nullable(),
    lastKnown: lastKnownSchema.nullable(),
  })
  .meta({ id: 'Sync' });

/**
 * Contact with one cluster on the wire. `silent` is the state that turns
 * verdicts into UNKNOWN; `failing` means the last attempt failed but what we
 * know is still fresh enough.
 *
 * @public
 */
export const contactSchema = z
  .object({
    state: z.enum(['connected', 'failing', 'silent', 'never', 'unwatched']),
    lastContactAt: instantSchema.nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'Contact' });

/** What became of one slot. @public */
export const runSchema = z
  .object({
    slot: instantSchema.describe(
      'The moment at which the run was due or began',
    ),
    outcome: z.enum(runOutcomes),
    backup: z.string().nullable().describe('Name of the Velero Backup'),
    schedule: z.string().nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'Run' });

/**
 * What neither a sync object nor the object of a backup engine says alone.
 *
 * @public
 */
export const insightSchema = z
  .object({
    code: z.enum(['applied_but_refused', 'differs_from_git', 'not_in_git']),
    message: z.string(),
    syncObject: z.string().describe('Its id: cluster/kind/namespace/name'),
    object: z.object({
      cluster: z.string(),
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
    }),
  })
  .meta({ id: 'Insight' });

/**
 * A setting that hurts one day, though nothing need be wrong today.
 *
 * @public
 */
export const trapSchema = z
  .object({
    code: z.string(),
    trap: z
      .string()
      .nullable()
      .describe('Its number in the documentation, such as T2'),
    severity: z.enum(['error', 'warning', 'info']),
    message: z.string(),
    object: z.object({
      cluster: z.string(),
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
    }),
    fix: z.string(),
  })
  .meta({ id: 'Trap' });

/** @public */
export type ApiProtection = z.infer<typeof protectionSchema>;
/** @public */
export type ApiSync = z.infer<typeof syncSchema>;
/** @public */
export type ApiContact = z.infer<typeof contactSchema>;
/** @public */
export type ApiRun = z.infer<typeof runSchema>;
