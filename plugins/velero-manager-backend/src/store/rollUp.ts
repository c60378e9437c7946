import {
  worstProtection,
  worstSync,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { SubjectAssessment } from './types';

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

/** Rolls the parts of an assessment up, by the domain's rule. @internal */
export function rollUp(assessment: SubjectAssessment): RolledUpAssessment {
  const { parts, contact } = assessment;
  return {
    protection: worstProtection(parts.flatMap(part => part.protection ?? [])),
    sync: worstSync(parts.flatMap(part => part.sync ?? [])),
    contact: contact ?? null,
  };
}
