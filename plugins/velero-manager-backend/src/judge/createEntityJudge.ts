import {
  assessEntity,
  type EntityAssessment,
  type EntityFacts,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerConfig } from '../config';
import { withholdUnconfirmed } from './withholdUnconfirmed';

/** The facts that an entity may be judged by, and the verdict on them. @internal */
export interface JudgedEntity {
  facts: EntityFacts;
  assessment: EntityAssessment;
}

/** Judges one entity at a moment. @internal */
export type JudgeEntity = (
  facts: EntityFacts,
  options: { now: Date },
) => JudgedEntity;

/**
 * Brings the portal's configuration into the judgement of entities: objectives
 * of environments, what counts as good enough, and whether a claim must be confirmed by the namespace. The
 * due list and the reports use the same one, so that they agree.
 *
 * @internal
 */
export function createEntityJudge(
  config: Pick<
    VeleroManagerConfig,
    'environmentRpoSeconds' | 'claims' | 'settings' | 'silentAfterMs'
  >,
): JudgeEntity {
  const { environmentRpoSeconds, claims, settings, silentAfterMs } = config;
  return (stored, { now }) => {
    const completed = { ...stored, environmentRpoSeconds, settings };
    if (claims === 'catalog') {
      return {
        facts: completed,
        assessment: assessEntity(completed, { now, silentAfterMs }),
      };
    }
    const { facts, withheld } = withholdUnconfirmed(completed);
    const assessment = assessEntity(facts, { now, silentAfterMs });
    return {
      facts,
      assessment: {
        ...assessment,
        parts: [
          ...withheld,
          ...assessment.parts.filter(
            // Something is claimed; it is just not told.
            ({ protection }) =>
              withheld.length === 0 || protection?.reason !== 'nothing_claimed',
          ),
        ],
      },
    };
  };
}
