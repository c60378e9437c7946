import { BackupScope, ResourcePolicyFact, VeleroServerFact } from '../../facts';
import { coversNamespace } from '../coversNamespace';
import { coversResource } from '../coversResource';
import type { DataPathQuestion } from '../dataPathOf';
import { refusedScope } from '../refusedScope';
import { ResourceKind } from '../resources/ResourceKind';
import { findSelectorProblem, isExcludedByLabel } from '../selectsLabels';
import { StorageFacts } from '../StorageFacts';

const PODS: ResourceKind = {
  resource: 'pods',
  group: '',
  kind: 'Pod',
  shortNames: ['po'],
};
const CLAIMS: ResourceKind = {
  resource: 'persistentvolumeclaims',
  group: '',
  kind: 'PersistentVolumeClaim',
  shortNames: ['pvc'],
};
const VOLUMES: ResourceKind = {
  resource: 'persistentvolumes',
  group: '',
  kind: 'PersistentVolume',
  shortNames: ['pv'],
  isClusterScoped: true,
};

type Plan = DataPathQuestion['plan'];

/**
 * What a backup's scope says of all claims alike, worked out once: a schedule is
 * asked about every claim of its cluster.
 *
 * @internal
 */
export class ScopeReading {
  readonly takesPods: boolean;
  readonly takesClaims: boolean;
  /** Whether PersistentVolumes of claims that are taken are taken as well. */
  readonly takesVolumes: boolean;
  readonly server: VeleroServerFact | null;
  /** The resource policy that the backup names, as far as it is known. */
  readonly policy: ResourcePolicyFact | null;
  /** Why the selector takes nothing. */
  readonly selectorProblem: string | null;
  /** Why Velero refuses each run, the selector included. */
  readonly refusal: string | null;
  readonly #scope: BackupScope;
  readonly #namespaces = new Map<string, boolean>();

  static readonly #readings = new WeakMap<
    StorageFacts,
    WeakMap<BackupScope, Map<string, ScopeReading>>
  >();

  /** The reading of a plan, the same for as long as plan and facts live. */
  static of(plan: Plan, storage: StorageFacts): ScopeReading {
    const readings = entryOf(
      ScopeReading.#readings, storage, () => new WeakMap());
    const places = entryOf(readings, plan.scope, () => new Map());
    return entryOf(
      places,
      plan.namespace,
      () => new ScopeReading(plan, storage),
    );
  }

  private constructor({ namespace, scope }: Plan, storage: StorageFacts) {
    const { resourcePolicy } = scope;
    this.#scope = scope;
    this.server = storage.servers.get(namespace) ?? null;
    this.policy =
      resourcePolicy === null
        ? null
        : storage.policies?.get(`${namespace}/${resourcePolicy}`) ?? null;
    const { policy } = this;
    this.takesPods = coversResource(scope, PODS, { policy }).covered;
    this.takesClaims = coversResource(scope, CLAIMS, { policy }).covered;
    this.takesVolumes = coversResource(scope, VOLUMES, { policy }).covered;
    this.selectorProblem = findSelectorProblem(scope)?.message ?? null;
    const refused = refusedScope(scope, {
      veleroNamespace: namespace,
      veleroVersion: this.server?.version ?? null,
      namespaceNames: null,
      policies: storage.policies,
    }).find(({ effect }) => effect === 'refused');
    this.refusal = refused?.message ?? this.selectorProblem;
  }

  covers({ name, labels }: DataPathQuestion['namespace']): boolean {
    const key = isExcludedByLabel(labels) ? `${name} excluded` : name;
    return entryOf(
      this.#namespaces,
      key,
      () =>
        coversNamespace({
          included: this.#scope.includedNamespaces,
          excluded: this.#scope.excludedNamespaces,
          namespace: { name, labels },
          veleroVersion: this.server?.version ?? null,
        }).covered,
    );
  }
}

/** What a map holds for a key, made when it is asked for first. */
function entryOf<K extends object | string, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
