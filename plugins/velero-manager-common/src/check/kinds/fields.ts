import { z } from 'zod';
import { parseGoDuration } from '../../kinds/parseGoDuration';

/*
 * The fields of which the kinds that we write are made. Unlike what is read of
 * a cluster, what stands in Git is read strictly: a field that the API does not
 * know would be pruned without a word, and with it what it was meant to say.
 */

export const text = z.string();
export const name = z.string().min(1).max(253);
export const flag = z.boolean();
export const whole = z.number().int();
export const texts = z.array(z.string());
export const textMap = z.record(z.string(), z.string());
export const anything = z.unknown();
export const oneOf = <const T extends readonly [string, ...string[]]>(
  ...words: T
) => z.enum(words);

/** A Go duration: `720h0m0s`. @internal */
export const duration = z
  .string()
  .refine(
    value => parseGoDuration(value) !== null,
    'must be a duration such as 720h0m0s',
  );

/** A duration as Flux's CRDs have it. @internal */
export const interval = z
  .string()
  .regex(/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/, 'must be a duration such as 10m');

/** An object with these fields and no others. @internal */
export function strict<R extends z.ZodRawShape, O extends z.ZodRawShape>(
  required: R,
  optional: O,
) {
  return z.strictObject({ ...required, ...z.object(optional).partial().shape });
}

const metadataOptions = {
  labels: textMap,
  annotations: textMap,
  finalizers: texts,
  // What kubectl and kubeseal print of an object that was never stored.
  creationTimestamp: z.null(),
};

/** `metadata` of what lives in a namespace; the namespace is asked for by a rule. @internal */
export const namespaced = strict(
  { name },
  { namespace: name, ...metadataOptions },
);
/** `metadata` of what lives in no namespace. @internal */
export const clusterScoped = strict({ name }, metadataOptions);

export const nameRef = strict({ name }, {});
export const keyRef = strict({ key: text }, { name: text, optional: flag });

const expression = strict({ key: text, operator: text }, { values: texts });
export const labelSelector = strict(
  {},
  { matchLabels: textMap, matchExpressions: z.array(expression) },
);

/** What kustomize and Flux choose objects by. @internal */
export const target = strict(
  {},
  {
    annotationSelector: text,
    group: text,
    kind: text,
    labelSelector: text,
    name: text,
    namespace: text,
    version: text,
  },
);
