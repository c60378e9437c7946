import { ReasonTable } from './ReasonTable';

/** Reasons of verdicts on Velero's server and node agent. @internal */
export const installReasons = {
  velero_server_ready: {
    states: ['HEALTHY'],
    means: 'The Velero server runs, and its node agents where they are needed.',
    remedy: '',
  },
  velero_version_unknown: {
    states: ['HEALTHY'],
    means:
      'The Velero server runs, but its image is named by a digest or without a tag. Where releases read a schedule differently, nobody is alarmed by the difference.',
    remedy: 'Name the image by a tag beside its digest.',
  },
  velero_server_missing: {
    states: ['DEGRADED'],
    means:
      'There are schedules, but no Deployment in their namespace runs the Velero server, and no storage location was validated lately.',
    remedy: 'Install Velero in that namespace, or delete what is left of it.',
  },
  velero_server_stopped: {
    states: ['DEGRADED'],
    means:
      'The Deployment of the Velero server is scaled to nothing. No backups are made, and what is there grows older; schedules become CRITICAL as their objectives are breached.',
    remedy: 'Scale it to one replica when the reason for it is over.',
  },
  velero_server_not_ready: {
    states: ['DEGRADED'],
    means:
      'The Velero server has not been ready for five minutes. No backups are made; schedules become CRITICAL as their objectives are breached.',
    remedy: 'Look at the pods of the Deployment and at their logs.',
  },
  node_agent_missing: {
    states: ['DEGRADED'],
    means:
      'Schedules copy files or move snapshots, which the node agent does, and there is none on any node.',
    remedy:
      'Install the node agent (velero install --use-node-agent, or deployNodeAgent of the chart), or correct the node selector of its DaemonSet.',
  },
  node_agent_not_ready: {
    states: ['DEGRADED'],
    means:
      'The node agent has not been ready on some nodes for ten minutes. Volumes of pods on these are not copied.',
    remedy: 'Look at the pods of the DaemonSet node-agent on these nodes.',
  },
} as const satisfies ReasonTable;
