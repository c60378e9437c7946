import { AnyKindDefinition, kindDefinitionList } from './kindDefinitions';

/** A rule of a Kubernetes role. @public */
export interface ReaderRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/**
 * What an account must be granted to read every kind: in the whole cluster, and
 * what is only read where Velero lives. ConfigMaps are read by name, and never
 * listed: some hold more than we should see.
 *
 * @public
 */
export function readerRules(): {
  cluster: ReaderRule[];
  veleroNamespace: ReaderRule[];
} {
  return {
    cluster: toRules(({ reach = 'cluster' }) => reach === 'cluster'),
    veleroNamespace: toRules(({ reach = 'cluster' }) => reach !== 'cluster'),
  };
}

function toRules(isWanted: (kind: AnyKindDefinition) => boolean): ReaderRule[] {
  const rules = new Map<string, ReaderRule>();
  for (const kind of kindDefinitionList.filter(isWanted)) {
    const verbs = kind.reach === 'named' ? ['get'] : ['get', 'list', 'watch'];
    const key = `${kind.group} ${verbs}`;
    const rule = rules.get(key);
    if (rule) {
      rule.resources.push(kind.resource);
    } else {
      rules.set(key, {
        apiGroups: [kind.group],
        resources: [kind.resource],
        verbs,
      });
    }
  }
  return [...rules.values()]
    .map(rule => ({ ...rule, resources: rule.resources.sort() }))
    .sort((a, b) => (a.apiGroups[0] < b.apiGroups[0] ? -1 : 1));
}
