import { ApiKind, ApiKindDefinition, StructuralSchema } from './ApiKind';
import { KindRegistry } from './KindRegistry';
import { isRecord, KubeObject, ObjectInput } from './KubeObject';
import { MemoryObjectStore } from './MemoryObjectStore';
import { kubeTime } from './prepareObject';

const CRDS = 'customresourcedefinitions.apiextensions.k8s.io';

interface CrdVersion {
  name: string;
  served?: boolean;
  storage?: boolean;
  subresources?: { status?: unknown };
  schema?: { openAPIV3Schema?: StructuralSchema };
  additionalPrinterColumns?: ApiKindDefinition['printerColumns'];
  selectableFields?: Array<{ jsonPath: string }>;
}

interface CrdSpec {
  group: string;
  scope: string;
  names: {
    plural: string;
    kind: string;
    singular?: string;
    shortNames?: string[];
    categories?: string[];
  };
  versions: CrdVersion[];
}

/**
 * Keeps the served kinds equal to the CustomResourceDefinitions in the store:
 * a new one is registered and established, a deleted one takes its objects
 * with it. Kinds that are registered already get a definition first.
 *
 * @returns a function that ends it
 * @internal
 */
export function startCustomResourceDefinitions(options: {
  kinds: KindRegistry;
  store: MemoryObjectStore;
  now: () => Date;
}): () => void {
  const { kinds, store, now } = options;
  for (const kind of kinds.kinds()) {
    if (!kind.builtIn) store.create(CRDS, definitionOf(kind, now()));
  }
  return store.subscribe(({ type, groupResource, object }) => {
    if (groupResource !== CRDS) return;
    const { name } = object.metadata;
    if (type === 'DELETED') {
      if (!kinds.has(name)) return;
      store.removeAll(name);
      // Open watches end with the kind: first they must see the deletions,
      // which the store delivers after this very event.
      queueMicrotask(() => {
        if (!store.get(CRDS, { name })) kinds.unregisterKind(name);
      });
      return;
    }
    const definition = kindOf(object);
    if (!definition) return;
    kinds.registerKind(definition);
    if (isEstablished(object)) return;
    const { names } = object.spec ?? {};
    const status = statusOf({ names, now: now() });
    store.patch(CRDS, { name }, { patch: { status } });
  });
}

/** The CustomResourceDefinition a kind would come from. */
function definitionOf(kind: ApiKind, now: Date): ObjectInput {
  const names = {
    plural: kind.resource,
    singular: kind.singular,
    kind: kind.kind,
    listKind: `${kind.kind}List`,
    shortNames: kind.shortNames,
    categories: kind.categories,
  };
  return {
    metadata: { name: kind.groupResource },
    spec: {
      group: kind.group,
      names,
      scope: kind.namespaced ? 'Namespaced' : 'Cluster',
      versions: kind.versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: kind.schema ?? anything() },
        subresources: kind.statusSubresource ? { status: {} } : {},
        additionalPrinterColumns: kind.printerColumns,
      })),
    },
    status: statusOf({ names, now }),
  };
}

/** The kind a CustomResourceDefinition asks for; undefined if none is served. */
function kindOf(crd: KubeObject): ApiKindDefinition | undefined {
  // The shape was checked before the object was stored.
  const spec = crd.spec as unknown as CrdSpec;
  const served = spec.versions
    .filter(version => version.served !== false)
    .sort((one, other) => Number(other.storage) - Number(one.storage));
  const [main] = served;
  if (!main) return undefined;
  const { names } = spec;
  return {
    group: spec.group,
    versions: served.map(({ name }) => name),
    resource: names.plural,
    kind: names.kind,
    ...(names.singular ? { singular: names.singular } : {}),
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    namespaced: spec.scope === 'Namespaced',
    statusSubresource: main.subresources?.status !== undefined,
    selectableFields: (main.selectableFields ?? []).map(({ jsonPath }) =>
      jsonPath.replace(/^\./, ''),
    ),
    ...(main.additionalPrinterColumns?.length
      ? { printerColumns: main.additionalPrinterColumns }
      : {}),
    ...(main.schema?.openAPIV3Schema
      ? { schema: main.schema.openAPIV3Schema }
      : {}),
  };
}

/**
 * Says what is wrong with a CustomResourceDefinition, as far as this server
 * reads it; undefined if nothing is.
 *
 * @internal
 */
export function checkDefinition(
  crd: ObjectInput,
): { field: string; message: string } | undefined {
  const spec = isRecord(crd.spec) ? crd.spec : {};
  const names = isRecord(spec.names) ? spec.names : {};
  const required: Array<[field: string, value: unknown]> = [
    ['spec.group', spec.group],
    ['spec.names.plural', names.plural],
    ['spec.names.kind', names.kind],
    ['spec.scope', spec.scope],
  ];
  const missing = required.find(
    ([, value]) => typeof value !== 'string' || value === '',
  );
  if (missing) return { field: missing[0], message: 'Required value' };
  if (!isListOfVersions(spec.versions)) {
    return { field: 'spec.versions', message: 'Required value' };
  }
  const expected = `${names.plural}.${spec.group}`;
  if (crd.metadata?.name !== expected) {
    return {
      field: 'metadata.name',
      message: `Invalid value: "${crd.metadata?.name}": must be spec.names.plural+"."+spec.group`,
    };
  }
  return undefined;
}

function isListOfVersions(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(item => isRecord(item) && typeof item.name === 'string')
  );
}

function anything(): StructuralSchema {
  return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
}

function isEstablished(crd: KubeObject): boolean {
  const conditions = crd.status?.conditions;
  return (
    Array.isArray(conditions) &&
    conditions.some(
      ({ type, status }) => type === 'Established' && status === 'True',
    )
  );
}

function statusOf(options: { names: unknown; now: Date }) {
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    reason,
    message,
    lastTransitionTime: kubeTime(options.now),
  });
  return {
    acceptedNames: options.names,
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition(
        'Established',
        'InitialNamesAccepted',
        'the initial names have been accepted',
      ),
    ],
    storedVersions: [],
  };
}
