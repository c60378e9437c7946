import { z } from 'zod';

/*
 * What Velero's decoder makes of a resource policy (velero
 * internal/resourcepolicies; go.yaml.in/yaml/v3 with KnownFields): a field that
 * it does not know is an error, any scalar is text, null is as good as absent.
 */

const must = (be: string) => ({ error: `must be ${be}` });

/** An object without fields of other names. */
const known = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: issue =>
      issue.code === 'invalid_type' ? 'must be a map' : undefined,
  });

const scalar = z
  .union([z.string(), z.number(), z.boolean()], must('text'))
  .nullish()
  .transform(value => String(value ?? ''));

const scalars = z
  .array(scalar, must('a list'))
  .nullish()
  .transform(value => value ?? []);

const scalarMap = z.record(z.string(), scalar, must('a map'));

const ACTIONS = ['skip', 'fs-backup', 'snapshot', 'custom'] as const;

const volumePolicy = known({
  conditions: known({
    capacity: scalar,
    storageClass: scalars,
    nfs: known({ server: scalar, path: scalar }).nullish(),
    csi: known({
      driver: scalar,
      volumeAttributes: scalarMap.nullish(),
    }).nullish(),
    volumeTypes: scalars,
    // Null is refused here, unlike anywhere else.
    pvcLabels: scalarMap.optional(),
    pvcPhase: scalars,
    // Velero 1.18 and before know neither.
    pvcVolumeMode: scalar,
    pvcAccessModes: scalars,
  }).nullish(),
  action: known({
    type: z.enum(ACTIONS, must('skip, fs-backup, snapshot or custom')),
    parameters: z.record(z.string(), z.unknown(), must('a map')).nullish(),
  }),
});

/**
 * A resource policy as its YAML says it.
 *
 * @internal
 */
export const policySchema = known({
  version: z.literal('v1', must('v1')),
  volumePolicies: z
    .array(volumePolicy, must('a list'))
    .nullish()
    .transform(policies => policies ?? []),
  includeExcludePolicy: known({
    includedNamespaceScopedResources: scalars,
    excludedNamespaceScopedResources: scalars,
    includedClusterScopedResources: scalars,
    excludedClusterScopedResources: scalars,
  }).nullish(),
  // Velero 1.18 and before know neither.
  clusterScopedFilterPolicy: z.unknown().optional(),
  namespacedFilterPolicies: z.unknown().optional(),
});

/** @internal */
export type Policy = z.output<typeof policySchema>;

/** One of the rules for volumes of a policy. @internal */
export type VolumePolicy = Policy['volumePolicies'][number];
