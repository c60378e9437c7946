import { z } from 'zod/v3';
import { labelSelector, objectName, timeout } from './fields';

const RESOURCE =
  /^(\*|[a-z][a-z0-9-]{0,62}(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*)$/;

const resources = () =>
  z
    .array(
      z
        .string()
        .max(253)
        .regex(
          RESOURCE,
          "must be a resource such as 'deployments' or 'certificates.cert-manager.io', or '*'",
        ),
    )
    .max(200)
    .optional();

const KEPT = 'An edit leaves it as it is when left empty.';

/** Which objects of the namespaces are backed up, as fields; only Velero's newer filters. @internal */
export const filterFields = {
  includedNamespaceScopedResources: resources().describe(
    `Kinds of objects in namespaces to back up; all when left empty. ${KEPT}`,
  ),
  excludedNamespaceScopedResources: resources().describe(
    `Kinds of objects in namespaces to leave out. ${KEPT}`,
  ),
  includedClusterScopedResources: resources().describe(
    `Kinds of objects outside of namespaces to back up; only what belongs to the rest when left empty. ${KEPT}`,
  ),
  excludedClusterScopedResources: resources().describe(
    `Kinds of objects outside of namespaces to leave out. ${KEPT}`,
  ),
  labelSelector: labelSelector()
    .optional()
    .describe(`Back up only objects with all of these labels. ${KEPT}`),
};

/** How volumes are backed up, as fields. @internal */
export const volumeFields = {
  snapshotVolumes: z
    .boolean()
    .optional()
    .describe('Take snapshots of volumes; Velero does when left empty.'),
  volumeSnapshotLocations: z
    .array(objectName())
    .max(20)
    .optional()
    .describe(`Where snapshots of a provider go, one for each. ${KEPT}`),
  resourcePolicy: objectName()
    .optional()
    .describe(
      "A ConfigMap in Velero's namespace that says for each kind of volume how it is backed up.",
    ),
  csiSnapshotTimeout: timeout()
    .optional()
    .describe(
      "How long to wait for a CSI snapshot, such as '10m'; Velero's 10m when left empty.",
    ),
  itemOperationTimeout: timeout()
    .optional()
    .describe(
      "How long moving data may take, such as '4h'; Velero's 4h when left empty.",
    ),
  useOwnerReferencesInBackup: z
    .boolean()
    .refine(
      on => !on,
      'must not be on: removing or renaming the schedule would then remove all its Backups from the cluster',
    )
    .optional()
    .describe(
      'Keep off: with it on, removing the schedule removes all its backups from the cluster.',
    ),
};

interface Filters {
  includedNamespaceScopedResources?: string[];
  excludedNamespaceScopedResources?: string[];
  includedClusterScopedResources?: string[];
  excludedClusterScopedResources?: string[];
  snapshotVolumes?: boolean;
  snapshotMoveData?: boolean;
}

/**
 * Refuses what Velero refuses at each run, or what cannot be meant.
 *
 * @internal
 */
export function refineFilters(intent: Filters, context: z.RefinementCtx) {
  for (const scope of ['NamespaceScoped', 'ClusterScoped'] as const) {
    const included = intent[`included${scope}Resources`] ?? [];
    const excluded = intent[`excluded${scope}Resources`] ?? [];
    const add = (side: 'included' | 'excluded', message: string) =>
      context.addIssue({
        code: 'custom',
        path: [`${side}${scope}Resources`],
        message,
      });
    for (const [side, list] of [
      ['included', included],
      ['excluded', excluded],
    ] as const) {
      if (list.includes('*') && list.length > 1) {
        add(
          side,
          "'*' already stands for all: nothing else may stand beside it",
        );
      }
    }
    if (excluded.includes('*') && included.length > 0) {
      add('excluded', "must not be '*' where something is included");
    }
    const both = included.find(name => name !== '*' && excluded.includes(name));
    if (both !== undefined) {
      add('excluded', `must not contain '${both}', which is also included`);
    }
  }
  if (intent.snapshotMoveData && intent.snapshotVolumes === false) {
    context.addIssue({
      code: 'custom',
      path: ['snapshotMoveData'],
      message:
        "must be off where 'snapshotVolumes' is: there is nothing to move",
    });
  }
}
