import { NodeAgentFact, VeleroServerFact } from '../../facts';
import { quoteName } from '../../words';
import { ClusterView } from '../ClusterView';
import { Finding } from '../Finding';
import { ScheduleView } from '../ScheduleView';
import { InstallContext } from './serverFindings';

/** A node that joins, or an agent that is replaced, needs a while. */
const START_MS = 10 * 60_000;

/**
 * How much the node agent of an install is needed: a schedule asks for copies
 * that it makes; copies were made that it made, as pods may ask for by their
 * annotations; or neither.
 *
 * @internal
 */
export type AgentNeed = 'asked' | 'used' | 'none';

/** How much an install needs its node agent. @internal */
export function agentNeed(cluster: ClusterView, namespace: string): AgentNeed {
  const server = cluster.server(namespace);
  const isAsked = cluster.schedules.some(
    schedule =>
      schedule.fact.namespace === namespace &&
      schedule.standing === 'enabled' &&
      asksForAgent(schedule, { cluster, server }),
  );
  if (isAsked) return 'asked';
  const { BackupRepository = [] } = cluster.facts.objects;
  return BackupRepository.some(one => one.namespace === namespace)
    ? 'used'
    : 'none';
}

/**
 * What stands against the node agent where it is needed: file copies and the
 * data mover run in it, on the node of the volume or of the copy.
 *
 * @remarks
 * Order: not there, or meant for no node; on some nodes not ready for ten
 * minutes. What ever made copies is no proof that it still should be there.
 *
 * @internal
 */
export function findAgentTrouble(
  { namespace, horizon }: InstallContext,
  agents: readonly NodeAgentFact[],
  need: AgentNeed,
): Finding | null {
  if (need === 'none') return null;
  const where = `namespace ${quoteName(namespace)}`;
  const desired = sum(agents.map(agent => agent.desired));
  const ready = sum(agents.map(agent => agent.ready));
  if (desired === 0) {
    if (need === 'used') return null;
    return {
      state: 'DEGRADED',
      reason: 'node_agent_missing',
      message: `The node agent of Velero in ${where} runs on no node, so schedules that copy files or move snapshots cannot copy volumes.`,
    };
  }
  const lagging = agents.filter(
    agent =>
      agent.ready < agent.desired &&
      (agent.countedAt === null ||
        horizon.isPast(new Date(Date.parse(agent.countedAt) + START_MS))),
  );
  if (!lagging.length) return null;
  return {
    state: 'DEGRADED',
    reason: 'node_agent_not_ready',
    message: `The node agent of Velero in ${where} is ready on ${ready} of ${desired} nodes, so volumes on the others are not copied.`,
  };
}

function asksForAgent(
  { fact: { namespace, scope } }: ScheduleView,
  context: { cluster: ClusterView; server: VeleroServerFact | null },
): boolean {
  const { cluster, server } = context;
  const copiesFiles =
    scope.defaultVolumesToFsBackup ?? server?.defaultVolumesToFsBackup ?? false;
  const movesSnapshots =
    scope.snapshotVolumes !== false &&
    (scope.snapshotMoveData ?? server?.defaultSnapshotMoveData ?? false);
  const policy =
    scope.resourcePolicy === null
      ? null
      : cluster.policy(namespace, scope.resourcePolicy);
  return (
    copiesFiles ||
    movesSnapshots ||
    (policy?.volumePolicies.some(({ action }) => action === 'fs-backup') ??
      false)
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
