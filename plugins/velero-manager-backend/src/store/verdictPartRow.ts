import {
  ProtectionState,
  SyncState,
  Verdict,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { toDate } from './dialect';
import { DbVerdictPartRow } from './tables';
import { toStorableText } from './toStorableText';
import { VerdictPart } from './types';

/** A part of a verdict as it is stored. @internal */
export function toVerdictPartRow(
  part: VerdictPart,
  place: { subjectId: string; ordinal: number },
): DbVerdictPartRow {
  const { protection, sync } = part;
  return {
    subject_id: place.subjectId,
    ordinal: place.ordinal,
    cluster: part.cluster,
    protection_state: protection?.state ?? null,
    protection_reason: protection?.reason ?? null,
    protection_message: protection ? toStorableText(protection.message) : null,
    protection_valid_until: protection?.validUntil?.getTime() ?? null,
    sync_state: sync?.state ?? null,
    sync_reason: sync?.reason ?? null,
    sync_message: sync ? toStorableText(sync.message) : null,
    sync_valid_until: sync?.validUntil?.getTime() ?? null,
  };
}

/** The part of a verdict that a row holds; states are only ever written by us. @internal */
export function toVerdictPart(row: DbVerdictPartRow): VerdictPart {
  return {
    cluster: row.cluster,
    protection: toVerdict(row.protection_state as ProtectionState | null, {
      reason: row.protection_reason,
      message: row.protection_message,
      validUntil: row.protection_valid_until,
    }),
    sync: toVerdict(row.sync_state as SyncState | null, {
      reason: row.sync_reason,
      message: row.sync_message,
      validUntil: row.sync_valid_until,
    }),
  };
}

function toVerdict<S extends string>(
  state: S | null,
  rest: {
    reason: string | null;
    message: string | null;
    validUntil: DbVerdictPartRow['protection_valid_until'];
  },
): Verdict<S> | null {
  return state === null
    ? null
    : {
        state,
        reason: rest.reason ?? '',
        message: rest.message ?? '',
        validUntil: toDate(rest.validUntil),
      };
}
