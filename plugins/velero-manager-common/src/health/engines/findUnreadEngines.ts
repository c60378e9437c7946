import { FactKind } from '../../kinds';
import { ClusterView } from '../ClusterView';
import { Finding } from '../Finding';
import { Horizon } from '../Horizon';
import { kindGate } from '../kindGate';

const POSTGRES: readonly FactKind[] = [
  'PostgresCluster',
  'PostgresScheduledBackup',
  'PostgresBackup',
  'ObjectStore',
];
const LONGHORN: readonly FactKind[] = [
  'LonghornVolume',
  'LonghornRecurringJob',
  'LonghornBackup',
  'LonghornBackupTarget',
];

/** Why nothing may be said of what engines promise; `null` for one that is read. @internal */
export interface UnreadEngines {
  postgres: Finding | null;
  longhorn: Finding | null;
}

/**
 * Says which engines of a cluster cannot be read in full. Kinds that it does
 * not serve hold nothing.
 *
 * @internal
 */
export function findUnreadEngines(
  { facts }: ClusterView,
  horizon: Horizon,
): UnreadEngines {
  const gate = (kinds: readonly FactKind[]) =>
    kindGate(
      facts,
      kinds.filter(kind => (facts.kinds[kind]?.state ?? 'absent') !== 'absent'),
      horizon,
    );
  return { postgres: gate(POSTGRES), longhorn: gate(LONGHORN) };
}
