import type { ApiBackup } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { StoredRun } from '../store';

/** A run on the wire. @internal */
export function toApiBackup(run: StoredRun): ApiBackup {
  const { uid: _uid, scope, schedule, outcome, ...rest } = run;
  return {
    ...rest,
    schedule: schedule || null,
    namespaces: scope,
    outcome: outcome ?? 'unknown',
  };
}
