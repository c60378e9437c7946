import { HelmReleaseFact, KustomizationFact } from '../facts';
import { conditionOf } from './fluxConditions';

/** As a Kustomization says now, and not only as it said before the last change. @internal */
export function isApplied(fact: KustomizationFact): boolean {
  return (
    fact.lastAppliedRevision !== null &&
    fact.settledGeneration >= fact.generation
  );
}

/** Ready of a HelmRelease is Unknown only while an action runs, whatever made it necessary. @internal */
export function isReleased(fact: HelmReleaseFact): boolean {
  return (
    fact.lastRelease !== null &&
    fact.settledGeneration >= fact.generation &&
    conditionOf(fact, 'Ready')?.status !== 'Unknown'
  );
}

/**
 * Whether Flux is done with what it tried last, or does no more than look at it
 * again, which it does at every interval: a Kustomization is Ready=Unknown
 * meanwhile, and Reconciling names the revision (kustomize-controller
 * internal/controller/kustomization_controller.go, `reconcile`); a HelmRelease is
 * Reconciling beside Ready=True (helm-controller
 * internal/controller/helmrelease_controller.go, `reconcileRelease`).
 *
 * @internal
 */
export function isAtRest(fact: KustomizationFact | HelmReleaseFact): boolean {
  const ready = conditionOf(fact, 'Ready')?.status;
  if (conditionOf(fact, 'Stalled')?.status === 'True') return false;
  if (fact.kind === 'HelmRelease') return isReleased(fact) && ready === 'True';
  const { lastAppliedRevision: applied, lastAttemptedRevision: tried } = fact;
  return (
    applied !== null &&
    applied === tried &&
    isApplied(fact) &&
    !fact.lastOutcome?.status.endsWith('Failed') &&
    (ready === 'True' ||
      (ready === 'Unknown' &&
        !!conditionOf(fact, 'Reconciling')?.message.includes(applied)))
  );
}
