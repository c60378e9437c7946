import {
  type IntentKind,
  intentKinds,
} from '@velero-manager/backstage-plugin-velero-manager-common';
// What tests are made of is no part of the package.
// eslint-disable-next-line @backstage/no-forbidden-package-imports
import { intentsOfKind } from '@velero-manager/backstage-plugin-velero-manager-common/src/plan/__testUtils__/arbitraries';
import fc from 'fast-check';

/** One thing that is done to a repository. */
export interface Step {
  /** What is asked for, as if of `prod-cluster-01`. */
  intent: Record<string, unknown> & { kind: IntentKind };
  /** Chooses among what the repository holds: clusters, objects, files. */
  pick: number;
  /** Whether something that stands already is to be changed. */
  isEdit: boolean;
  /** What somebody does by hand before it. */
  byHand: 'comment' | 'annotation' | 'order' | null;
}

/** A repository to begin with, and what is done to it, one after the other. */
export interface Work {
  engine: 'argocd' | 'flux';
  clusters: { environment: string; number: number }[];
  steps: Step[];
}

/** As often as people do it, so that others have something to work on. */
const WEIGHTS: Partial<Record<IntentKind, number>> = {
  'schedule:save': 4,
  'cluster:onboard': 1,
};

const step: fc.Arbitrary<Step> = fc
  .record({
    intent: fc.oneof(
      ...intentKinds.map(kind => ({
        weight: WEIGHTS[kind] ?? 2,
        arbitrary: intentsOfKind[kind],
      })),
    ),
    pick: fc.nat(10_000),
    isEdit: fc.boolean(),
    byHand: fc.oneof(
      { weight: 6, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'comment' as const,
          'annotation' as const,
          'order' as const,
        ),
      },
    ),
  })
  .map(({ intent, ...rest }) => ({
    ...rest,
    intent: intent as Step['intent'],
  }));

/** Random work of this many steps. */
export function randomWork(steps: number): fc.Arbitrary<Work> {
  return fc.record({
    engine: fc.constantFrom('argocd' as const, 'flux' as const),
    clusters: fc.uniqueArray(
      fc.record({
        environment: fc.constantFrom('production', 'staging'),
        number: fc.integer({ min: 1, max: 9 }),
      }),
      {
        minLength: 1,
        maxLength: 3,
        selector: ({ environment, number }) => `${environment}/${number}`,
      },
    ),
    steps: fc.array(step, { minLength: steps, maxLength: steps }),
  });
}
