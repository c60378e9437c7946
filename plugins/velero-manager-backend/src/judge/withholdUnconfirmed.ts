import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  type AssessedPart,
  belongingOf,
  type ClusterFacts,
  type EntityFacts,
  type FactByKind,
  type FactKind,
  type FactLists,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * Leaves out of the facts whatever belongs to a namespace that does not carry
 * `velero-manager.io/entity` for this entity, and says so in a part for each.
 * Sync objects go with the first claim that is not confirmed: what they apply
 * to is not told apart reliably.
 *
 * @internal
 */
export function withholdUnconfirmed(facts: EntityFacts): {
  facts: EntityFacts;
  withheld: AssessedPart[];
} {
  const isConfirmed = (place: { cluster: string; namespace: string }) =>
    facts.clusters
      .find(cluster => cluster.name === place.cluster)
      ?.namespaces.some(
        ({ name, confirmedEntity }) =>
          name === place.namespace && names(confirmedEntity, facts.entityRef),
      ) ?? false;
  const unconfirmed = facts.namespaces.filter(place => !isConfirmed(place));
  if (unconfirmed.length === 0) {
    return { facts, withheld: [] };
  }
  return {
    facts: {
      ...facts,
      clusters: facts.clusters.map(cluster => ({
        ...cluster,
        objects: objectsOf(cluster, isConfirmed),
      })),
      namespaces: facts.namespaces.filter(isConfirmed),
      claims: { ...facts.claims, syncObjects: [] },
      syncObjects: [],
    },
    withheld: unconfirmed.map(({ cluster, namespace }) => ({
      cluster,
      protection: {
        state: 'UNKNOWN',
        reason: 'unconfirmed_claim',
        message: `Namespace '${namespace}' of cluster '${cluster}' does not confirm the claim: it needs the annotation 'velero-manager.io/entity: ${facts.entityRef}'.`,
        validUntil: null,
      },
      sync: null,
    })),
  };
}

/** The facts that belong to a cluster or to namespaces that confirm the claim. */
function objectsOf(
  { name: cluster, objects, namespaces }: ClusterFacts,
  isConfirmed: (place: { cluster: string; namespace: string }) => boolean,
): FactLists {
  const isToldOf = <K extends FactKind>(kind: K, fact: FactByKind[K]) => {
    const { of } = belongingOf(kind, fact);
    // What belongs to none of the namespaces asked about belongs to the cluster.
    return namespaces.every(
      ({ name }) => name !== of || isConfirmed({ cluster, namespace: name }),
    );
  };
  return Object.fromEntries(
    Object.entries(objects).map(([kind, facts]) => [
      kind,
      facts.filter(fact => isToldOf(kind as FactKind, fact)),
    ]),
  );
}

function names(confirmed: string | null, entityRef: string): boolean {
  try {
    return (
      confirmed !== null &&
      stringifyEntityRef(
        parseEntityRef(confirmed, {
          defaultKind: 'component',
          defaultNamespace: 'default',
        }),
      ) === entityRef
    );
  } catch {
    return false; // no entity ref at all, so it names none
  }
}
