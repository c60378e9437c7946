import { groupResourceOf } from './ApiKind';
import { ResourceTarget } from './parseTarget';
import { StatusError } from './StatusError';

/**
 * A rule as a ClusterRole has it, so that a documented role can be tried.
 *
 * @public
 */
export interface PolicyRule {
  verbs: string[];
  /** Default: every group. */
  apiGroups?: string[];
  /** Plurals, `plural/subresource` or `*`. */
  resources: string[];
  resourceNames?: string[];
  /** Only in these namespaces, as a Role would. Default: everywhere. */
  namespaces?: string[];
}

/**
 * A bearer token and what it may do.
 *
 * @public
 */
export interface TokenGrant {
  token: string;
  /** As in the refusals: `system:serviceaccount:velero:portal`. */
  user: string;
  /** Default: everything is allowed. */
  rules?: PolicyRule[];
}

/**
 * Finds whose token a request bears; a server without tokens lets everyone in.
 *
 * @throws StatusError 401 without a token or with a wrong one.
 * @internal
 */
export function authenticate(
  authorization: string | undefined,
  grants: TokenGrant[],
): Omit<TokenGrant, 'token'> {
  if (grants.length === 0) return { user: 'system:anonymous' };
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1].trim();
  const grant = grants.find(candidate => candidate.token === token);
  if (!grant) throw StatusError.unauthorized();
  return grant;
}

/**
 * Checks that a token's rules allow a request.
 *
 * @throws StatusError 403 in the words of a real server.
 * @internal
 */
export function authorize(
  grant: Omit<TokenGrant, 'token'>,
  target: ResourceTarget,
): void {
  if (!grant.rules || grant.rules.some(rule => allows(rule, target))) return;
  const { verb, group, namespace, name } = target;
  const scope = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  throw StatusError.forbidden(
    `User "${grant.user}" cannot ${verb} resource "${fullResource(
      target,
    )}" in API group "${group}" ${scope}`,
    { ...target, groupResource: groupResourceOf(target) },
    name,
  );
}

function allows(rule: PolicyRule, target: ResourceTarget): boolean {
  const { verb, group, namespace, name } = target;
  const includes = (list: string[], value: string) =>
    list.includes('*') || list.includes(value);
  return (
    includes(rule.verbs, verb) &&
    includes(rule.apiGroups ?? ['*'], group) &&
    includes(rule.resources, fullResource(target)) &&
    (!rule.resourceNames?.length || rule.resourceNames.includes(name ?? '')) &&
    (!rule.namespaces || rule.namespaces.includes(namespace ?? ''))
  );
}

function fullResource(target: ResourceTarget): string {
  return target.subresource
    ? `${target.resource}/${target.subresource}`
    : target.resource;
}
