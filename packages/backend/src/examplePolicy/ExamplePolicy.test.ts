import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  changeApprovePermission,
  changeCreatePermission,
  clusterReadPermission,
  entityReadPermission,
  planCreatePermission,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { ExamplePolicy } from './ExamplePolicy';

function person(...ownershipEntityRefs: string[]): PolicyQueryUser {
  const info = { userEntityRef: 'user:default/somebody', ownershipEntityRefs };
  return { info } as PolicyQueryUser;
}

const developer = person('user:default/amelia', 'group:default/checkout');
const newcomer = person('user:default/somebody');
const platform = person('group:default/platform');
const security = person('group:default/security');
const auditor = person('group:default/audit');

describe('ExamplePolicy', () => {
  it.each([
    ['developer', developer, clusterReadPermission, AuthorizeResult.DENY],
    ['developer', developer, entityReadPermission, AuthorizeResult.CONDITIONAL],
    ['developer', developer, planCreatePermission, AuthorizeResult.ALLOW],
    ['developer', developer, changeCreatePermission, AuthorizeResult.ALLOW],
    ['developer', developer, changeApprovePermission, AuthorizeResult.DENY],
    ['newcomer', newcomer, changeCreatePermission, AuthorizeResult.DENY],
    ['platform', platform, clusterReadPermission, AuthorizeResult.ALLOW],
    ['platform', platform, changeCreatePermission, AuthorizeResult.ALLOW],
    ['security', security, clusterReadPermission, AuthorizeResult.ALLOW],
    ['security', security, changeApprovePermission, AuthorizeResult.ALLOW],
    ['security', security, changeCreatePermission, AuthorizeResult.DENY],
    ['auditor', auditor, clusterReadPermission, AuthorizeResult.CONDITIONAL],
    ['auditor', auditor, entityReadPermission, AuthorizeResult.ALLOW],
    ['auditor', auditor, changeApprovePermission, AuthorizeResult.DENY],
    ['auditor', auditor, changeCreatePermission, AuthorizeResult.DENY],
  ])('answers %s', async (_, user, permission, result) => {
    const decision = await new ExamplePolicy().handle({ permission }, user);
    expect(decision.result).toBe(result);
  });

  it('denies whoever is not signed in', async () => {
    const decision = await new ExamplePolicy().handle({
      permission: clusterReadPermission,
    });
    expect(decision.result).toBe(AuthorizeResult.DENY);
  });
});
