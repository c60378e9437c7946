import { instant, ScaleObject } from '../ScaleKind';

/** @internal */
export const DAY_S = 86_400;

/** Metadata of a kind that lies beside Velero. @internal */
export const metadata = {
  name: '{{name}}',
  namespace: 'velero',
  uid: '{{uid}}',
  resourceVersion: '{{version}}',
  generation: 5,
};
/** The key of an object that lies beside Velero. @internal */
export const inVelero = (name: string) => ({ namespace: 'velero', name });

/**
 * The slot of a backup: schedules take turns, the newest first; those that are
 * made while the fleet runs follow in seconds.
 *
 * @internal
 */
export function startOf({ index, size, epoch }: ScaleObject): string {
  const age = Math.floor(index / size.schedules) * DAY_S + 3600;
  return instant(epoch, index < size.backups ? -age : index - size.backups);
}

/** The name of a backup as Velero forms it, and its index. @internal */
export function backupName(of: ScaleObject): string {
  const stamp = startOf(of).replace(/\D/g, '').slice(0, 14);
  return `daily-${of.index % of.size.schedules}-${stamp}-${of.index}`;
}
