import { nodeAgent } from '../../coverage/__fixtures__/storage';
import {
  ClusterFacts,
  defaultJudgeSettings,
  FactLists,
  NodeAgentFact,
  VeleroServerFact,
} from '../../facts';
import { repository } from '../__fixtures__/engines';
import {
  at,
  cluster,
  kind,
  location,
  run,
  schedule,
  scope,
  veleroServer,
} from '../__fixtures__/facts';
import { assessCluster } from '../assessCluster';

interface Case {
  servers?: Partial<VeleroServerFact>[];
  agents?: Partial<NodeAgentFact>[];
  objects?: FactLists;
  facts?: Partial<ClusterFacts>;
  now?: string;
}

const copying = schedule({ scope: scope({ defaultVolumesToFsBackup: true }) });

function assess({ servers, agents, objects, facts, now }: Case) {
  return assessCluster(
    {
      facts: cluster({
        runs: [
          run(at('02:00')),
          run(at('02:00', '2026-11-19')),
          run(at('02:00', '2026-11-18')),
        ],
        objects: {
          VeleroServer: (servers ?? [{}]).map(one => veleroServer(one)),
          NodeAgent: (agents ?? [{}]).map(one => nodeAgent(one)),
          ...objects,
        },
        ...facts,
      }),
      syncObjects: [],
      settings: defaultJudgeSettings,
    },
    { now: new Date(now ?? at('12:00')) },
  );
}

describe('assessInstalls', () => {
  it.each<[string, Case, string, string]>([
    [
      'a server is ready',
      {},
      'HEALTHY velero_server_ready',
      "The Velero server in namespace 'velero' is ready, in version 'v1.18.2'.",
    ],
    [
      'its version is not known',
      { servers: [{ version: null }] },
      'HEALTHY velero_version_unknown',
      'does not say its version',
    ],
    [
      'it is scaled to nothing',
      { servers: [{ replicas: 0, readyReplicas: 0 }] },
      'DEGRADED velero_server_stopped',
      "The Velero server in namespace 'velero' is scaled to no replicas",
    ],
    [
      'it is not ready, and nobody says since when',
      { servers: [{ readyReplicas: 0 }] },
      'DEGRADED velero_server_not_ready',
      'has not been ready, so',
    ],
    [
      'it restarts',
      { servers: [{ readyReplicas: 0, unavailableSince: at('11:55') }] },
      'HEALTHY velero_server_ready',
      '',
    ],
    [
      'it does not come back',
      { servers: [{ readyReplicas: 0, unavailableSince: at('11:54') }] },
      'DEGRADED velero_server_not_ready',
      'has not been ready since 2026-11-20T11:54Z',
    ],
    [
      'one of two servers was stopped',
      { servers: [{ name: 'old', replicas: 0, readyReplicas: 0 }, {}] },
      'HEALTHY velero_server_ready',
      '',
    ],
    [
      'there is none where schedules wait for one',
      { servers: [] },
      'DEGRADED velero_server_missing',
      "No Deployment in namespace 'velero'",
    ],
    [
      'another kind of server validates the storage location',
      {
        servers: [],
        facts: {
          storageLocations: [location({ lastValidatedAt: at('11:59') })],
        },
      },
      'HEALTHY velero_version_unknown',
      '',
    ],
    [
      'that server stopped to',
      {
        servers: [],
        facts: {
          storageLocations: [location({ lastValidatedAt: at('11:54') })],
        },
      },
      'DEGRADED velero_server_missing',
      '',
    ],
    [
      'Deployments may not be read',
      {
        servers: [],
        facts: {
          kinds: {
            ...cluster().kinds,
            VeleroServer: kind({ state: 'forbidden' }),
          },
        },
      },
      'UNKNOWN forbidden',
      "'deployments'",
    ],
    [
      'no node agent is needed',
      { agents: [] },
      'HEALTHY velero_server_ready',
      '',
    ],
    [
      'a schedule copies files without a node agent',
      { agents: [], facts: { schedules: [copying] } },
      'DEGRADED node_agent_missing',
      'runs on no node',
    ],
    [
      'a paused schedule would',
      {
        agents: [],
        facts: { schedules: [{ ...copying, paused: true }, schedule()] },
      },
      'HEALTHY velero_server_ready',
      '',
    ],
    [
      'the server copies files by default, without a node agent',
      { agents: [], servers: [{ defaultVolumesToFsBackup: true }] },
      'DEGRADED node_agent_missing',
      '',
    ],
    [
      'a schedule moves snapshots with a node agent for no node',
      {
        agents: [{ desired: 0, ready: 0 }],
        facts: {
          schedules: [schedule({ scope: scope({ snapshotMoveData: true }) })],
        },
      },
      'DEGRADED node_agent_missing',
      '',
    ],
    [
      'a schedule makes no snapshots that could be moved',
      {
        agents: [],
        facts: {
          schedules: [
            schedule({
              scope: scope({ snapshotMoveData: true, snapshotVolumes: false }),
            }),
          ],
        },
      },
      'HEALTHY velero_server_ready',
      '',
    ],
    [
      'a volume policy of a schedule copies files',
      {
        agents: [],
        objects: {
          ResourcePolicy: [
            {
              namespace: 'velero',
              name: 'files',
              uid: 'policy-files',
              createdAt: at('00:00'),
              problem: null,
              volumePolicies: [
                {
                  conditions: {
                    capacity: null,
                    storageClasses: ['nfs'],
                    nfs: null,
                    csi: null,
                    volumeTypes: null,
                    claimLabels: null,
                    claimPhases: null,
                  },
                  action: 'fs-backup',
                },
              ],
              includeExclude: null,
              unknownSections: [],
            },
          ],
        },
        facts: {
          schedules: [schedule({ scope: scope({ resourcePolicy: 'files' }) })],
        },
      },
      'DEGRADED node_agent_missing',
      '',
    ],
    [
      'the node agent is not ready everywhere',
      {
        agents: [{ desired: 5, ready: 4 }],
        facts: { schedules: [copying] },
      },
      'DEGRADED node_agent_not_ready',
      'ready on 4 of 5 nodes',
    ],
    [
      'it starts on a new node',
      {
        agents: [{ desired: 5, ready: 4, countedAt: at('11:50') }],
        facts: { schedules: [copying] },
      },
      'HEALTHY velero_server_ready',
      '',
    ],
    [
      'it does not start there',
      {
        agents: [{ desired: 5, ready: 4, countedAt: at('11:49') }],
        facts: { schedules: [copying] },
      },
      'DEGRADED node_agent_not_ready',
      '',
    ],
    [
      'copies are there that it made, as pods asked for',
      {
        agents: [{ desired: 5, ready: 4 }],
        objects: { BackupRepository: [repository()] },
      },
      'DEGRADED node_agent_not_ready',
      '',
    ],
    [
      'copies are left of a node agent that was removed',
      { agents: [], objects: { BackupRepository: [repository()] } },
      'HEALTHY velero_server_ready',
      '',
    ],
    [
      'a node agent that is needed may not be read',
      {
        agents: [],
        facts: {
          schedules: [copying],
          kinds: {
            ...cluster().kinds,
            NodeAgent: kind({ state: 'forbidden' }),
          },
        },
      },
      'UNKNOWN forbidden',
      "'daemonsets'",
    ],
  ])('when %s', (_, given, expected, words) => {
    const { installs, parts } = assess(given);
    const [{ verdict }] = installs;
    expect(`${verdict.state} ${verdict.reason}`).toBe(expected);
    expect(verdict.message).toContain(words);
    // A server that is well is not what a healthy cluster is known by.
    expect(parts[0].protection?.reason === verdict.reason).toBe(
      verdict.state !== 'HEALTHY',
    );
  });

  it('judges each namespace with a server or schedules by itself', () => {
    const { installs } = assess({
      servers: [{}, { namespace: 'oadp', readyReplicas: 0 }],
      facts: {
        schedules: [schedule(), schedule({ namespace: 'other' })],
        storageLocations: [location(), location({ namespace: 'other' })],
      },
    });
    expect(
      installs.map(({ namespace, verdict }) => [namespace, verdict.reason]),
    ).toEqual([
      ['oadp', 'velero_server_not_ready'],
      ['other', 'velero_server_missing'],
      ['velero', 'velero_server_ready'],
    ]);
  });

  it('says nothing of servers that nobody asked for', () => {
    expect(assess({ objects: { VeleroServer: undefined } }).installs).toEqual(
      [],
    );
  });
});
