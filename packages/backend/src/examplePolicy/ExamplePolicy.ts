import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  changeApprovePermission,
  changeCreatePermission,
  changeReadPermission,
  clusterReadPermission,
  entityReadPermission,
  planCreatePermission,
  RESOURCE_TYPE_CLUSTER,
  veleroManagerPermissions,
} from '@velero-manager/backstage-plugin-velero-manager-common';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

const PLATFORM = 'group:default/platform';
const SECURITY = 'group:default/security';
const AUDIT = 'group:default/audit';

const productionClusters: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'velero-manager',
  resourceType: RESOURCE_TYPE_CLUSTER,
  conditions: {
    rule: 'IN_ENVIRONMENT',
    resourceType: RESOURCE_TYPE_CLUSTER,
    params: { environments: ['production'] },
  },
};

/**
 * An example for your own policy: who may see which backups.
 *
 * Platform engineers may do all; security reviewers read all and approve;
 * auditors read every service and the production clusters; everybody else
 * reads the services that they own and no clusters, and may propose changes:
 * the backend lets them, without the right to read all clusters, propose
 * schedules of namespaces alone that say themselves whose they are. What
 * belongs to other plugins is allowed.
 */
export class ExamplePolicy implements PermissionPolicy {
  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { permission } = request;
    if (!veleroManagerPermissions.some(ours => ours.name === permission.name)) {
      return allow;
    }
    const groups = user?.info.ownershipEntityRefs ?? [];

    if (groups.includes(PLATFORM)) {
      return allow;
    }
    if (groups.includes(SECURITY)) {
      return permission.attributes.action === 'read' ||
        isPermission(permission, changeApprovePermission)
        ? allow
        : deny;
    }
    if (isPermission(permission, clusterReadPermission)) {
      return groups.includes(AUDIT) ? productionClusters : deny;
    }
    if (isPermission(permission, entityReadPermission)) {
      return groups.includes(AUDIT)
        ? allow
        : createCatalogConditionalDecision(
            permission,
            catalogConditions.isEntityOwner({ claims: groups }),
          );
    }
    if (isPermission(permission, changeReadPermission)) {
      return allow;
    }
    const isTeamMember = groups.some(ref => ref.startsWith('group:'));
    return isTeamMember && !groups.includes(AUDIT) && isProposing(permission)
      ? allow
      : deny;
  }
}

function isProposing(permission: Permission): boolean {
  return [planCreatePermission, changeCreatePermission].some(proposing =>
    isPermission(permission, proposing),
  );
}
