import {
  protectionStates,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { SubjectAssessment, VerdictPart } from './types';

/** A verdict as a transition tells it. @internal */
export interface RolledUpVerdict {
  state: string;
  reason: string;
  message: string;
}

/** The verdict on the whole for each aspect; `null` where nothing was judged. @internal */
export interface RolledUpAssessment {
  protection: RolledUpVerdict | null;
  sync: RolledUpVerdict | null;
  contact: RolledUpVerdict | null;
}

/**
 * Rolls the parts of an assessment up: the worst part speaks for the whole,
 * the first of equals, so that the same facts give the same words.
 *
 * @internal
 */
export function rollUp(assessment: SubjectAssessment): RolledUpAssessment {
  return {
    protection: worst(
      assessment.parts.map(part => part.protection),
      protectionStates,
    ),
    sync: worst(
      assessment.parts.map(part => part.sync),
      syncStates,
    ),
    contact: assessment.contact ?? null,
  };
}

function worst(
  verdicts: (VerdictPart['protection'] | VerdictPart['sync'])[],
  worstFirst: readonly string[],
): RolledUpVerdict | null {
  return verdicts.reduce<RolledUpVerdict | null>((worstSoFar, verdict) => {
    const isWorse =
      verdict !== null &&
      (worstSoFar === null ||
        worstFirst.indexOf(verdict.state) <
          worstFirst.indexOf(worstSoFar.state));
    return isWorse ? verdict : worstSoFar;
  }, null);
}
