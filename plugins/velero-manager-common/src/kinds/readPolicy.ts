import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ResourcePolicyFact, VolumePolicyConditions } from '../facts';
import { Parsed } from '../parsed';
import { describeCause, quoteValue } from '../words';
import { Policy, policySchema, VolumePolicy } from './policySchema';
import { readCapacity } from './readCapacity';

/** What a resource policy says. @internal */
export type PolicyContent = Pick<
  ResourcePolicyFact,
  'volumePolicies' | 'includeExclude' | 'unknownSections'
>;

/** An alias may stand for much; so many aliases are a bomb. */
const MAX_ALIASES = 100;

/**
 * Reads the YAML of a resource policy as Velero does, and refuses what Velero
 * refuses (velero internal/resourcepolicies/resource_policies.go).
 *
 * @internal
 */
export function readPolicy(yaml: string): Parsed<PolicyContent> {
  const data = readFirstDocument(yaml);
  if (!data.ok) return data;
  const read = policySchema.safeParse(data.value);
  if (!read.success) return refused(describeIssue(read.error.issues[0]));

  const volumePolicies: PolicyContent['volumePolicies'] = [];
  for (const [at, policy] of read.data.volumePolicies.entries()) {
    const conditions = readConditions(policy.conditions);
    if (!conditions.ok) {
      return refused(`volumePolicies.${at}.conditions.${conditions.reason}`);
    }
    volumePolicies.push({
      conditions: conditions.value,
      action: policy.action.type,
    });
  }
  const includeExclude = read.data.includeExcludePolicy ?? null;
  const problem = includeExclude && problemOfLists(includeExclude);
  if (problem) return refused(`includeExcludePolicy ${problem}`);
  return {
    ok: true,
    value: {
      volumePolicies,
      includeExclude,
      unknownSections: unknownSectionsOf(read.data),
    },
  };
}

function refused(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

/** Velero decodes the first document and never looks at another. */
function readFirstDocument(yaml: string): Parsed<unknown> {
  const document = [...parseAllDocuments(yaml, { merge: true })].at(0);
  if (!document) return refused('it is empty');
  if (document.errors.length > 0) {
    const [line] = document.errors[0].message.split('\n');
    return refused(`it is not valid YAML: ${describeCause(line)}`);
  }
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch {
    return refused('it is not valid YAML: its aliases stand for too much');
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const field = describeCause(issue.path.map(String).join('.')) || 'it';
  return issue.code === 'unrecognized_keys'
    ? `${field} has the unknown field ${quoteValue(issue.keys[0])}`
    : `${field} ${issue.message}`;
}

/** A condition that is empty is none, but for `nfs` and `csi`. */
function readConditions(
  given: VolumePolicy['conditions'],
): Parsed<VolumePolicyConditions> {
  const capacity = readCapacity(given?.capacity ?? '');
  if (!capacity.ok) return refused(`capacity ${capacity.reason}`);
  const { nfs, csi, pvcLabels: labels = {} } = given ?? {};
  if (csi && csi.driver === '' && csi.volumeAttributes) {
    return refused('csi has volumeAttributes without a driver');
  }
  return {
    ok: true,
    value: {
      capacity: capacity.value,
      storageClasses: unlessEmpty(given?.storageClass),
      nfs: nfs ? { server: nfs.server || null, path: nfs.path || null } : null,
      csi: csi
        ? { driver: csi.driver || null, attributes: csi.volumeAttributes ?? {} }
        : null,
      volumeTypes: unlessEmpty(given?.volumeTypes),
      claimLabels: Object.keys(labels).length > 0 ? labels : null,
      claimPhases: unlessEmpty(given?.pvcPhase),
    },
  };
}

function unlessEmpty(names: string[] | undefined): string[] | null {
  return names && names.length > 0 ? names : null;
}

function problemOfLists(
  lists: NonNullable<Policy['includeExcludePolicy']>,
): string | null {
  const pairs = [
    [
      lists.includedClusterScopedResources,
      lists.excludedClusterScopedResources,
    ],
    [
      lists.includedNamespaceScopedResources,
      lists.excludedNamespaceScopedResources,
    ],
  ];
  for (const [included, excluded] of pairs) {
    if ([...included, ...excluded].includes('*')) return 'must not name *';
    const both = excluded.find(name => included.includes(name));
    if (both !== undefined) {
      return `both includes and excludes ${quoteValue(both)}`;
    }
  }
  return null;
}

function unknownSectionsOf(policy: Policy): string[] {
  const conditions = policy.volumePolicies.map(volume => volume.conditions);
  const found = {
    'volumePolicies.pvcVolumeMode': conditions.some(
      condition => condition && condition.pvcVolumeMode !== '',
    ),
    'volumePolicies.pvcAccessModes': conditions.some(
      condition => condition && condition.pvcAccessModes.length > 0,
    ),
    clusterScopedFilterPolicy:
      (policy.clusterScopedFilterPolicy ?? null) !== null,
    namespacedFilterPolicies:
      (policy.namespacedFilterPolicies ?? null) !== null,
  };
  return Object.entries(found)
    .filter(([, isThere]) => isThere)
    .map(([section]) => section);
}
