import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of a watched cluster; its rules are `hasName` and `inEnvironment`. @public */
export const RESOURCE_TYPE_CLUSTER = 'velero-manager-cluster';

/** To read the report of a catalog entity. @public */
export const entityReadPermission = createPermission({
  name: 'velero-manager.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

/** To read what a cluster holds. @public */
export const clusterReadPermission = createPermission({
  name: 'velero-manager.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CLUSTER,
});

/** To have a change computed and checked, without proposing it. @public */
export const planCreatePermission = createPermission({
  name: 'velero-manager.plan.create',
  attributes: { action: 'create' },
});

/** To see proposed changes and their journeys. @public */
export const changeReadPermission = createPermission({
  name: 'velero-manager.change.read',
  attributes: { action: 'read' },
});

/** To propose a change as a pull request. @public */
export const changeCreatePermission = createPermission({
  name: 'velero-manager.change.create',
  attributes: { action: 'create' },
});

/** To approve or merge a change as oneself. @public */
export const changeApprovePermission = createPermission({
  name: 'velero-manager.change.approve',
  attributes: { action: 'update' },
});

/** To ask for a restore. @public */
export const restoreCreatePermission = createPermission({
  name: 'velero-manager.restore.create',
  attributes: { action: 'create' },
});

/** Every permission of this suite, for registration and policies. @public */
export const veleroManagerPermissions = [
  entityReadPermission,
  clusterReadPermission,
  planCreatePermission,
  changeReadPermission,
  changeCreatePermission,
  changeApprovePermission,
  restoreCreatePermission,
];
