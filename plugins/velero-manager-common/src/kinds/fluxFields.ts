import { z } from 'zod';
import { ConditionFact, SourceReference } from '../facts';
import {
  list,
  message,
  namespacedMetadata,
  number,
  numberOrZero,
  object,
  optional,
  optionalInstant,
  optionalText,
  section,
  text,
  textOrEmpty,
} from './fields';

/*
 * What Flux's kinds have in common (fluxcd/pkg apis/meta).
 */

/** `metadata` of a Flux object. */
export const fluxMetadata = namespacedMetadata.extend({
  generation: numberOrZero,
});

/** Conditions as Flux and ApplicationSets write them; since when is worth less than that. */
export const conditionsSchema = list(
  object({
    type: textOrEmpty,
    status: textOrEmpty,
    reason: textOrEmpty,
    message,
    lastTransitionTime: optionalInstant.catch(null),
    observedGeneration: optional(number, -1),
  }),
);

/** `status` of a Flux object, as far as all have it. */
export const fluxStatusShape = {
  observedGeneration: optional(number, -1),
  conditions: conditionsSchema,
};

/** A reference to a source or a chart. */
export const sourceRefSchema = object({
  kind: textOrEmpty,
  name: textOrEmpty,
  namespace: optionalText,
});

/** `status.inventory`. */
export const inventorySchema = section({ entries: list(object({ id: text })) });

/** Conditions as facts. */
export function toConditions(
  read: z.output<typeof conditionsSchema>,
): ConditionFact[] {
  return read.map(condition => ({
    type: condition.type,
    status: condition.status,
    reason: condition.reason,
    message: condition.message ?? '',
    at: condition.lastTransitionTime,
  }));
}

/**
 * The generation that was looked at. The controllers raise
 * `status.observedGeneration` only when they succeed or stall; a failing object
 * carries the generation it was judged at on its conditions.
 */
export function readObservedGeneration(status: {
  observedGeneration: number;
  conditions: z.output<typeof conditionsSchema>;
}): number {
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  return Math.max(status.observedGeneration, ready?.observedGeneration ?? -1);
}

/** A reference, with the namespace that it leaves out. */
export function toSourceRef(
  read: z.output<typeof sourceRefSchema>,
  ownNamespace: string,
): SourceReference {
  return {
    kind: read.kind,
    namespace: read.namespace || ownNamespace,
    name: read.name,
  };
}
