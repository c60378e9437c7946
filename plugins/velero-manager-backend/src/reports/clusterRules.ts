import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_CLUSTER } from '@velero-manager/backstage-plugin-velero-manager-common';
import { z } from 'zod';
import type { ClusterFilter } from '../store/reportTypes';

/** What rules on clusters may look at. @public */
export interface ClusterResource {
  name: string;
  environment: string | null;
}

/** A cluster, for the permission framework. @internal */
export const clusterResourceRef = createPermissionResourceRef<
  ClusterResource,
  ClusterFilter
>().with({ pluginId: 'velero-manager', resourceType: RESOURCE_TYPE_CLUSTER });

const hasName = createPermissionRule({
  name: 'HAS_NAME',
  description: 'Allow clusters with one of these names',
  resourceRef: clusterResourceRef,
  paramsSchema: z.object({
    names: z.array(z.string()).describe('Names of clusters'),
  }),
  apply: (cluster, { names }) => names.includes(cluster.name),
  toQuery: ({ names }) => ({ field: 'name', values: names }),
});

const inEnvironment = createPermissionRule({
  name: 'IN_ENVIRONMENT',
  description: 'Allow clusters of one of these environments',
  resourceRef: clusterResourceRef,
  paramsSchema: z.object({
    environments: z
      .array(z.string())
      .describe('Environments such as production'),
  }),
  apply: (cluster, { environments }) =>
    cluster.environment !== null && environments.includes(cluster.environment),
  toQuery: ({ environments }) => ({
    field: 'environment',
    values: environments,
  }),
});

/** The rules by which a policy can narrow `velero-manager.cluster.read`. @internal */
export const clusterRules = { hasName, inEnvironment };

const conditionExports = createConditionExports({
  resourceRef: clusterResourceRef,
  rules: clusterRules,
});

/**
 * Conditions for permission policies: `hasName({ names })` and
 * `inEnvironment({ environments })`.
 *
 * @public
 */
export const clusterConditions = conditionExports.conditions;

/**
 * Makes the answer of a permission policy that narrows
 * `velero-manager.cluster.read` by {@link clusterConditions}.
 *
 * @public
 */
export const createClusterConditionalDecision =
  conditionExports.createConditionalDecision;
