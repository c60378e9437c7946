import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { AnnotationReader } from './AnnotationReader';
import {
  CLUSTERS_ANNOTATION,
  EXEMPT_ANNOTATION,
  NAMESPACES_ANNOTATION,
  RPO_ANNOTATION,
} from './claimAnnotations';
import { Claim, EntityClaims, SyncObjectReference } from './claims';
import { parseLabelSelector } from './labelSelector';
import { readNamespaceName, readNamespacePlace, readObjectName } from './names';
import { readRpo } from './readRpo';

const MAX_CLAIMS = 1000;
const TOO_MANY = `Annotations '${NAMESPACES_ANNOTATION}' and '${CLUSTERS_ANNOTATION}' together name more than ${MAX_CLAIMS} namespaces; allowed are fewer.`;

/**
 * Reads what an entity claims from its annotations.
 *
 * @remarks
 * Our own annotations win over those of other plugins, for namespaces and for
 * clusters separately: `velero-manager.io/clusters` also places the namespace
 * of `backstage.io/kubernetes-namespace`. `spec.dependsOn` names a cluster only
 * where it refers to a resource whose name is one of `knownClusters`, because
 * only the catalog knows the type of a resource; without that option it is not
 * looked at. `backstage.io/kubernetes-id` and label selectors need facts about
 * workloads and are ignored: an entity with nothing else claims nothing.
 *
 * Never throws: each annotation that breaks the grammar is one of `problems`.
 *
 * @public
 */
export function readClaims(
  entity: Entity,
  options: { knownClusters?: Iterable<string> } = {},
): EntityClaims {
  const annotations = AnnotationReader.fromEntity(entity);
  const dependencies = readClusterDependencies(
    entity,
    new Set(options.knownClusters),
  );
  const claims = readNamespaces(annotations, dependencies);
  const tooMany = claims.length > MAX_CLAIMS;
  return {
    claims: tooMany ? [] : claims,
    syncObjects: [
      ...readArgoReferences(annotations),
      ...readFluxReferences(annotations),
    ],
    rpoSeconds: annotations.one(RPO_ANNOTATION, readRpo),
    exemptionRequested: !['false', null].includes(
      annotations.text(EXEMPT_ANNOTATION),
    ),
    problems: tooMany
      ? [...annotations.problems, TOO_MANY]
      : annotations.problems,
  };
}

function readNamespaces(
  annotations: AnnotationReader,
  dependencies: string[],
): Claim[] {
  const ours = annotations.list(NAMESPACES_ANNOTATION, readNamespacePlace);
  const theirs = ours
    ? null
    : annotations.one('backstage.io/kubernetes-namespace', readNamespaceName);
  const clusters = readClusters(annotations) ?? dependencies;
  const places: Claim[] =
    ours ?? (theirs ? [{ cluster: null, namespace: theirs }] : []);
  const everywhere = clusters.length ? clusters : [null];
  const claims = places.flatMap(({ cluster, namespace }) =>
    cluster
      ? [{ cluster, namespace }]
      : everywhere.map(name => ({ cluster: name, namespace })),
  );
  return withoutDuplicates(claims);
}

/** The clusters that annotations name, or `null` when none does. */
function readClusters(annotations: AnnotationReader): string[] | null {
  const ours = annotations.list(CLUSTERS_ANNOTATION, readObjectName);
  if (ours) return ours;
  const theirs = annotations.one(
    'backstage.io/kubernetes-cluster',
    readObjectName,
  );
  return theirs ? [theirs] : null;
}

function withoutDuplicates(claims: Claim[]): Claim[] {
  const byKey = new Map(
    claims.map(claim => [`${claim.cluster ?? ''}/${claim.namespace}`, claim]),
  );
  return [...byKey.values()];
}

function readClusterDependencies(
  entity: Entity,
  knownClusters: ReadonlySet<string>,
): string[] {
  const dependsOn = entity.spec?.dependsOn;
  if (knownClusters.size === 0 || !Array.isArray(dependsOn)) return [];
  return dependsOn.flatMap(ref => {
    const name = typeof ref === 'string' ? readResourceName(ref) : null;
    return name !== null && knownClusters.has(name) ? [name] : [];
  });
}

function readResourceName(ref: string): string | null {
  try {
    const { kind, name } = parseEntityRef(ref, { defaultKind: 'component' });
    return kind.toLowerCase() === 'resource' ? name : null;
  } catch {
    // Not a reference: the catalog reports it, it is no claim of ours.
    return null;
  }
}

function readArgoReferences(
  annotations: AnnotationReader,
): SyncObjectReference[] {
  const namespace = annotations.one('argocd/app-namespace', readNamespaceName);
  const names = annotations.list('argocd/app-name', readObjectName) ?? [];
  const selector = annotations.one('argocd/app-selector', text => {
    const read = parseLabelSelector(text);
    return read.ok ? { ok: true, value: text } : read;
  });
  const common = { engine: 'argocd', namespace } as const;
  return [
    ...names.map(name => ({ ...common, name, selector: null })),
    ...(selector ? [{ ...common, name: null, selector }] : []),
  ];
}

/** Flux labels what it applies with the Kustomization it belongs to. */
function readFluxReferences(
  annotations: AnnotationReader,
): SyncObjectReference[] {
  const namespace = annotations.one(
    'kustomize.toolkit.fluxcd.io/namespace',
    readNamespaceName,
  );
  const name = annotations.one(
    'kustomize.toolkit.fluxcd.io/name',
    readObjectName,
  );
  return name ? [{ engine: 'flux', namespace, name, selector: null }] : [];
}
