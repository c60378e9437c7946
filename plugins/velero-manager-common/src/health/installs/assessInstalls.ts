import { FactKind } from '../../kinds';
import { ClusterView } from '../ClusterView';
import { InstallAssessment } from '../clusterAssessments';
import { verdictOf } from '../Finding';
import { Horizon } from '../Horizon';
import { kindGate } from '../kindGate';
import { worstFinding } from '../worstFinding';
import { agentNeed, AgentNeed, findAgentTrouble } from './nodeAgentFindings';
import { findServerTrouble, serverReady } from './serverFindings';

/**
 * Judges each install of Velero in a cluster: its server, and its node agent
 * where schedules need it. An install is a namespace in which a server runs or
 * enabled schedules wait for one.
 *
 * @internal
 */
export function assessInstalls(
  cluster: ClusterView,
  now: Date,
): InstallAssessment[] {
  const { VeleroServer, NodeAgent = [] } = cluster.facts.objects;
  // Facts that were not asked for say nothing.
  if (!VeleroServer) return [];
  const namespaces = new Set([
    ...VeleroServer.map(({ namespace }) => namespace),
    ...cluster.schedules
      .filter(({ standing }) => standing === 'enabled')
      .map(({ fact }) => fact.namespace),
  ]);
  return [...namespaces].sort().map(namespace => {
    const servers = VeleroServer.filter(one => one.namespace === namespace);
    const agents = NodeAgent.filter(one => one.namespace === namespace);
    const need = agentNeed(cluster, namespace);
    const horizon = Horizon.at(now);
    const context = { cluster, namespace, servers, horizon };
    const gates = kindsFor(need).map(kind =>
      kindGate(cluster.facts, [kind], horizon),
    );
    const [serverGate, agentGate] = gates;
    const finding = worstFinding([
      serverGate ?? findServerTrouble(context),
      agentGate ?? findAgentTrouble(context, agents, need),
    ]);
    return {
      id: `${cluster.name}/${namespace}`,
      cluster: cluster.name,
      namespace,
      servers,
      agents,
      verdict: verdictOf(finding ?? serverReady(context), horizon),
    };
  });
}

function kindsFor(need: AgentNeed): FactKind[] {
  return need === 'asked' ? ['VeleroServer', 'NodeAgent'] : ['VeleroServer'];
}
