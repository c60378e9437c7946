import { isRecord } from '../../apiserver/KubeObject';
import { listOf, recordOf, textFieldsOf, textOf } from '../manifests/lenient';
import { ManifestError } from '../manifests/ManifestError';
import { readDocuments } from '../manifests/readManifests';

/** Labels to add, as `labels:` says it. @internal */
export interface LabelRule {
  pairs: Record<string, string>;
  includeSelectors: boolean;
  includeTemplates: boolean;
}

/** The objects a patch is for; patterns match the whole name. @internal */
export interface PatchTarget {
  group?: string;
  version?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  labelSelector?: string;
  annotationSelector?: string;
}

/** A patch in the file or beside it. @internal */
export interface PatchRule {
  path?: string;
  patch?: string;
  target?: PatchTarget;
}

/** A kustomization file, or the Component it is. @internal */
export interface Kustomization {
  isComponent: boolean;
  resources: string[];
  components: string[];
  namespace?: string;
  labels: LabelRule[];
  commonAnnotations: Record<string, string>;
  patches: PatchRule[];
}

const NO_EFFECT = ['apiVersion', 'kind', 'metadata', 'sortOptions'];
const SUPPORTED = [
  'resources',
  'components',
  'namespace',
  'labels',
  'commonLabels',
  'commonAnnotations',
  'patches',
];
/** What `commonLabels` stands for. */
const ALL_LABELS = { includeSelectors: true, includeTemplates: true };

/** What Kustomize knows and this build does not. */
const UNSUPPORTED = [
  'bases',
  'buildMetadata',
  'configMapGenerator',
  'configurations',
  'crds',
  'generatorOptions',
  'generators',
  'helmCharts',
  'helmGlobals',
  'images',
  'namePrefix',
  'nameSuffix',
  'openapi',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'replicas',
  'secretGenerator',
  'transformers',
  'validators',
  'vars',
];

/**
 * Reads a kustomization file.
 *
 * @throws ManifestError for what is no kustomization, and for fields that
 * Kustomize does not know or this build does not support
 * @internal
 */
export function parseKustomization(text: string, file: string): Kustomization {
  const [content = {}, ...more] = readDocuments(text, file);
  if (!isRecord(content) || more.length > 0) {
    throw new ManifestError(
      `invalid Kustomization: one object is expected in '${file}'`,
    );
  }
  checkFields(content, file);
  const commonLabels = textFieldsOf(content.commonLabels);
  return {
    isComponent: content.kind === 'Component',
    resources: pathsOf(content, 'resources', file),
    components: pathsOf(content, 'components', file),
    namespace: textOf(content.namespace),
    labels: [
      ...listOf(content.labels).map(toLabelRule),
      ...(Object.keys(commonLabels).length > 0
        ? [{ ...ALL_LABELS, pairs: commonLabels }]
        : []),
    ],
    commonAnnotations: textFieldsOf(content.commonAnnotations),
    patches: listOf(content.patches).map(toPatchRule),
  };
}

function checkFields(content: Record<string, unknown>, file: string): void {
  const kind = content.kind ?? 'Kustomization';
  if (kind !== 'Kustomization' && kind !== 'Component') {
    throw new ManifestError(
      `kind should be Kustomization or Component, got ${kind} in '${file}'`,
    );
  }
  for (const field of Object.keys(content)) {
    if (UNSUPPORTED.includes(field)) {
      throw new ManifestError(
        `field '${field}' in '${file}' is not supported here; supported are: ${SUPPORTED.join(
          ', ',
        )}`,
      );
    }
    if (!SUPPORTED.includes(field) && !NO_EFFECT.includes(field)) {
      throw new ManifestError(
        `invalid Kustomization: json: unknown field "${field}"`,
      );
    }
  }
}

function pathsOf(
  content: Record<string, unknown>,
  field: string,
  file: string,
): string[] {
  const paths = listOf(content[field]);
  return paths.map(path => {
    if (typeof path === 'string' && path !== '') return path;
    throw new ManifestError(
      `invalid Kustomization: '${field}' in '${file}' must be a list of paths`,
    );
  });
}

function toLabelRule(value: unknown): LabelRule {
  const rule = recordOf(value);
  const includeSelectors = rule.includeSelectors === true;
  return {
    pairs: textFieldsOf(rule.pairs),
    includeSelectors,
    includeTemplates: includeSelectors || rule.includeTemplates === true,
  };
}

function toPatchRule(value: unknown): PatchRule {
  const rule = recordOf(value);
  return {
    path: textOf(rule.path),
    patch: textOf(rule.patch),
    ...(isRecord(rule.target) ? { target: textFieldsOf(rule.target) } : {}),
  };
}
