/**
 * A column of `kubectl get`, as a CustomResourceDefinition declares it.
 *
 * @public
 */
export interface PrinterColumn {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** A simple JSON path such as `.status.phase`. */
  jsonPath: string;
  /** Columns above 0 show only with `-o wide`. */
  priority?: number;
}

/**
 * The part of a structural OpenAPI schema that the server heeds: it drops
 * fields that the schema does not name, and fills in defaults.
 *
 * @public
 */
export interface StructuralSchema {
  type?: string;
  properties?: Record<string, StructuralSchema>;
  additionalProperties?: boolean | StructuralSchema;
  items?: StructuralSchema;
  default?: unknown;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/**
 * What a caller says to register a kind; all the rest has a default.
 *
 * @public
 */
export interface ApiKindDefinition {
  /** Empty for the core group. */
  group: string;
  /** Served versions; the first is preferred and is the stored one. */
  versions: string[];
  /** Plural, as in the path: `schedules`. */
  resource: string;
  kind: string;
  /** Default: the kind in lower case. */
  singular?: string;
  shortNames?: string[];
  categories?: string[];
  /** Default: true. */
  namespaced?: boolean;
  /** Whether `/status` is a resource of its own. Default: false. */
  statusSubresource?: boolean;
  /** A kind of Kubernetes itself, not of a CRD. Default: false. */
  builtIn?: boolean;
  /** Whether `metadata.generation` is kept. Default: true. */
  generation?: boolean;
  /** The status of new objects that come without one. */
  initialStatus?: Record<string, unknown>;
  /** Field selectors beside `metadata.name` and `metadata.namespace`. */
  selectableFields?: string[];
  /** Default: the single column Age. */
  printerColumns?: PrinterColumn[];
  /** Without one every field is kept. */
  schema?: StructuralSchema;
}

/**
 * A kind that a server knows.
 *
 * @public
 */
export type ApiKind = Required<
  Omit<ApiKindDefinition, 'schema' | 'initialStatus'>
> &
  Pick<ApiKindDefinition, 'schema' | 'initialStatus'> & {
    /** `schedules.velero.io`; only the plural in the core group. */
    groupResource: string;
  };

const AGE: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

/**
 * Names a resource the way Kubernetes does: `schedules.velero.io`, `pods`.
 *
 * @public
 */
export function groupResourceOf(options: {
  group: string;
  resource: string;
}): string {
  return options.group
    ? `${options.resource}.${options.group}`
    : options.resource;
}

/**
 * Writes group and version as `apiVersion` has it: `velero.io/v1`, `v1`.
 *
 * @internal
 */
export function apiVersionOf(group: string, version: string): string {
  return group ? `${group}/${version}` : version;
}

/**
 * Fills in what a definition leaves open.
 *
 * @throws Error if no version is given.
 * @internal
 */
export function completeKind(definition: ApiKindDefinition): ApiKind {
  if (definition.versions.length === 0) {
    throw new Error(
      `Kind '${definition.kind}' of group '${definition.group}' has no version; give at least one`,
    );
  }
  return {
    singular: definition.kind.toLocaleLowerCase('en-US'),
    shortNames: [],
    categories: [],
    namespaced: true,
    statusSubresource: false,
    builtIn: false,
    generation: true,
    selectableFields: [],
    printerColumns: [AGE],
    ...definition,
    groupResource: groupResourceOf(definition),
  };
}
