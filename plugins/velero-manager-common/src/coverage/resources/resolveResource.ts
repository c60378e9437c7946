import { ResourceKind } from './ResourceKind';
import { RESOURCE_KINDS } from './resourceKinds';

/** Each kind by the names that it may be called without its group. */
const BY_NAME = indexByName(RESOURCE_KINDS);

/**
 * The kind that an item of a resource filter names, or `null` when it names
 * none that we know (a pattern, a kind of somebody's own).
 *
 * @remarks
 * As Velero's RESTMapper has it (velero
 * third_party/kubernetes/pkg/kubectl/cmd/util/shortcut_expander.go and
 * k8s.io/apimachinery pkg/api/meta/restmapper.go): short names as they are
 * written, else the plural or the singular in any case; behind a dot the group,
 * or the beginning of one where no group is exactly that. `asked` is a kind
 * that the cluster serves too: it comes first, so that a bare name which several
 * kinds share means the one asked about.
 *
 * @internal
 */
export function resolveResource(
  item: string,
  asked?: ResourceKind,
): ResourceKind | null {
  const dot = item.indexOf('.');
  const name = dot < 0 ? item : item.slice(0, dot);
  const group = dot < 0 ? '' : item.slice(dot + 1);
  const named = (kind: ResourceKind) => isNamed(kind, name);
  const candidates = [
    ...(asked && named(asked) ? [asked] : []),
    ...(BY_NAME.get(name.toLowerCase()) ?? []).filter(named),
  ];
  return (
    candidates.find(kind => !group || kind.group === group) ??
    candidates.find(kind => kind.group.startsWith(group)) ??
    null
  );
}

function isNamed(
  { resource, kind, shortNames }: ResourceKind,
  name: string,
): boolean {
  const lower = name.toLowerCase();
  return (
    shortNames.includes(name) ||
    lower === resource ||
    lower === kind.toLowerCase()
  );
}

function indexByName(kinds: readonly ResourceKind[]) {
  const index = new Map<string, ResourceKind[]>();
  for (const kind of kinds) {
    const names = [kind.resource, kind.kind.toLowerCase(), ...kind.shortNames];
    for (const name of new Set(names)) {
      index.set(name, [...(index.get(name) ?? []), kind]);
    }
  }
  return index;
}
