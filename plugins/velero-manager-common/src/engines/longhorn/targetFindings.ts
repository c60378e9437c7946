import { LonghornBackupTargetFact } from '../../facts';
import { Finding } from '../../health/Finding';
import { heartbeats } from '../../health/heartbeats';
import { Horizon } from '../../health/Horizon';
import { describeCause, describeInstant, quoteName } from '../../words';
import { LonghornContext } from './LonghornContext';

/**
 * What stands against the backup target of a volume.
 *
 * @remarks
 * Order: there is none, or it has no URL; unavailable (CRITICAL once the
 * objective is breached, because then nothing fresh is left); Longhorn has not
 * looked at it, or stopped to. Condition `Unavailable` is bad when it is True.
 *
 * @internal
 */
export function findTargetTrouble(context: LonghornContext): Finding | null {
  const { target, volume, objective, place } = context;
  if (!target || target.url.trim() === '') {
    return {
      state: 'CRITICAL',
      reason: 'longhorn_target_missing',
      message: `Backup target ${quoteName(
        target?.name ?? (volume.backupTarget || 'default'),
      )} of ${place} ${
        target ? 'has no URL' : 'does not exist'
      }, so no backups are made.`,
    };
  }
  return findUnreachable(target, {
    name: `Backup target ${quoteName(target.name)} of ${place}`,
    state: objective.standing === 'breached' ? 'CRITICAL' : 'DEGRADED',
    horizon: context.horizon,
  });
}

/** How a backup target is spoken of, and how bad it is when it is down. @internal */
export interface TargetWords {
  name: string;
  state: 'CRITICAL' | 'DEGRADED';
  horizon: Horizon;
}

/**
 * Why a backup target that has a URL cannot be used, or is not known to be
 * usable.
 *
 * @internal
 */
export function findUnreachable(
  target: LonghornBackupTargetFact,
  { name, state, horizon }: TargetWords,
): Finding | null {
  const condition = target.conditions.find(
    ({ type }) => type === 'Unavailable',
  );
  if (condition?.status === 'True' || (condition && !target.isAvailable)) {
    const words = describeCause(condition.message);
    return {
      state,
      reason: 'longhorn_target_unavailable',
      message: `${name} is unavailable${
        condition.at ? ` since ${describeInstant(condition.at)}` : ''
      }${words ? `: ${words}` : ''}.`,
    };
  }
  return findUnseen(target, { name, horizon });
}

function findUnseen(
  target: LonghornBackupTargetFact,
  { name, horizon }: Omit<TargetWords, 'state'>,
): Finding | null {
  if (!target.isAvailable) {
    return {
      state: 'UNKNOWN',
      reason: 'longhorn_target_not_validated',
      message: `Longhorn has not said yet whether it can reach ${lowerFirst(
        name,
      )}.`,
    };
  }
  const freshUntil = heartbeats.LonghornBackupTarget.freshUntil(target);
  if (!freshUntil || !horizon.isStale(freshUntil)) return null;
  return {
    state: 'UNKNOWN',
    reason: 'longhorn_target_stale',
    message: `Longhorn last looked at ${lowerFirst(name)} ${describeInstant(
      target.lastSyncedAt ?? target.createdAt,
    )}; its manager may be down.`,
  };
}

function lowerFirst(text: string): string {
  return text[0].toLowerCase() + text.slice(1);
}
