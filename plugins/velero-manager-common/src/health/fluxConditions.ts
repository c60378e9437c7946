import { ConditionFact } from '../facts';
import { describeCause } from '../words';

/** What all objects of Flux have that are reconciled. @internal */
export interface Reconciled {
  conditions: readonly ConditionFact[];
  generation: number;
  observedGeneration: number;
  intervalSeconds: number;
  timeoutSeconds: number;
}

/*
 * Reasons of Ready=False that are no failure yet (fluxcd/pkg apis/meta;
 * `SourceNotReady` is helm-controller's).
 */

/** Something else has to come first, and Flux tries again by itself. */
const WAITING = ['DependencyNotReady', 'SourceNotReady'];
/** It is being reconciled, or is about to be again. */
const RUNNING = ['Progressing', 'ProgressingWithRetry', 'HealthCheckCanceled'];
const MIN_PATIENCE_MS = 10 * 60_000;

/** The condition of a type, or `undefined`. @internal */
export function conditionOf(
  { conditions }: Pick<Reconciled, 'conditions'>,
  type: string,
): ConditionFact | undefined {
  return conditions.find(condition => condition.type === type);
}

/** Whether the controller has not looked at the spec as it is now. @internal */
export function isUnobserved(fact: Reconciled): boolean {
  return fact.generation > fact.observedGeneration;
}

/** How long one reconciliation may take before it counts as late. @internal */
export function patienceMs(fact: Reconciled): number {
  return Math.max(
    MIN_PATIENCE_MS,
    1000 * (fact.intervalSeconds + fact.timeoutSeconds),
  );
}

/** Whether Ready=False says that something else has to come first. @internal */
export function isWaiting(fact: Reconciled): boolean {
  const ready = conditionOf(fact, 'Ready');
  return ready?.status === 'False' && WAITING.includes(ready.reason);
}

/** Whether Ready=False says no more than that it is being reconciled. @internal */
export function isRunning(fact: Reconciled): boolean {
  const ready = conditionOf(fact, 'Ready');
  return ready?.status === 'False' && RUNNING.includes(ready.reason);
}

/**
 * The condition that says that a reconciliation is under way: Ready where it is
 * not settled, else Reconciling beside Ready=True, which helm-controller sets at
 * every interval.
 *
 * @internal
 */
export function progressOf(
  fact: Pick<Reconciled, 'conditions'>,
): ConditionFact | null {
  const ready = conditionOf(fact, 'Ready');
  if (ready && ready.status !== 'True') return ready;
  const reconciling = conditionOf(fact, 'Reconciling');
  return reconciling?.status === 'True' ? reconciling : null;
}

/** What a condition says, for the end of a sentence: `: <message>`, or nothing. @internal */
export function causeOf({ message }: Pick<ConditionFact, 'message'>): string {
  const words = describeCause(message);
  return words ? `: ${words}` : '';
}
