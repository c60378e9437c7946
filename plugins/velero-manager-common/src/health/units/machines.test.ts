import {
  BackupFact,
  ClusterFacts,
  EntityFacts,
  FactLists,
  VirtualMachineFact,
} from '../../facts';
import {
  at,
  claim,
  cluster,
  kind,
  pod,
  run,
  schedule,
  veleroServer,
} from '../__fixtures__/facts';
import {
  copyFor,
  fileRun,
  fileRuns,
  fileScope,
  machine,
  withVolume,
} from '../__fixtures__/volumes';
import { assessEntity } from '../assessEntity';

const noon = new Date(at('12:00'));
const [today, before] = fileRuns;
const withPlugin = veleroServer({
  plugins: ['quay.io/kubevirt/kubevirt-velero-plugin:v0.9.0'],
});
const withMachine = (
  changes: Partial<VirtualMachineFact> = {},
  objects: FactLists = {},
  facts: Partial<ClusterFacts> = {},
) =>
  withVolume(
    {
      VeleroServer: [withPlugin],
      VirtualMachine: [machine(changes)],
      ...objects,
    },
    facts,
  );
/** A machine with two disks, `data` and `logs`. */
const logs = claim({ name: 'logs', uid: 'claim-logs', volumeName: 'pv-data' });
const twoDisks = (copies: FactLists['PodVolumeBackup']) =>
  withMachine(
    { claims: ['data', 'logs'] },
    {
      PersistentVolumeClaim: [claim(), logs],
      Pod: [
        pod({
          volumes: [
            { name: 'data', claim: 'data', isMounted: true },
            { name: 'logs', claim: 'logs', isMounted: true },
          ],
        }),
      ],
      PodVolumeBackup: copies,
    },
  );
const copyOfLogs = (backup: BackupFact) =>
  copyFor(backup, {
    name: `logs-${backup.name}`,
    claim: 'logs',
    claimUid: 'claim-logs',
  });
const byLabel = fileScope({
  hasLabelSelector: true,
  labelSelector: { matchLabels: { backup: 'daily' }, matchExpressions: [] },
});
const labelled = (labels: Record<string, string>) =>
  withMachine(
    { labels },
    { PersistentVolumeClaim: [claim({ labels: { backup: 'daily' } })] },
    {
      schedules: [schedule({ scope: byLabel })],
      runs: fileRuns.map(one => ({ ...one, scope: byLabel })),
    },
  );
const onlyKinds = (...includedResources: string[]) => {
  const scope = fileScope({ includedResources });
  return withMachine(
    {},
    {},
    {
      schedules: [schedule({ scope })],
      runs: fileRuns.map(one => ({ ...one, scope })),
    },
  );
};

const machineOf = (facts: EntityFacts) => {
  const { units } = assessEntity(facts, { now: noon });
  const found = units.find(unit => unit.kind === 'virtual-machine');
  if (!found) throw new Error('There is no machine among the units');
  return { ...found, kinds: units.map(unit => `${unit.kind} ${unit.name}`) };
};

const cases: [string, EntityFacts, string, string][] = [
  [
    'it and its disk are in every backup',
    withMachine(),
    'HEALTHY protected',
    "Newest good backup of virtual machine 'till' of namespace 'shop' in cluster 'prod-1': 2026-11-20T02:00Z",
  ],
  [
    'it has no disk',
    withMachine({ claims: [] }, { PersistentVolumeClaim: [] }),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'Velero lacks the plug-in',
    withMachine({}, { VeleroServer: [veleroServer()] }),
    'DEGRADED vm_plugin_missing',
    'cannot be restored cleanly',
  ],
  [
    'the server of Velero cannot be read',
    withMachine({}, { VeleroServer: [] }),
    'UNKNOWN vm_plugin_unknown',
    'is not known',
  ],
  [
    'a disk has no claim',
    withMachine({ claims: ['data', 'lost'] }),
    'DEGRADED vm_disk_missing',
    "There is no claim 'lost'",
  ],
  [
    'no schedule takes the data of its disk',
    withMachine({}, { Pod: [pod({ phase: 'Pending' })] }),
    'DEGRADED vm_disk_missing',
    "Schedule 'daily' takes virtual machine 'till' of namespace 'shop' in cluster 'prod-1' without the data of 'data'",
  ],
  [
    'all of it is good, and never in the same backup',
    twoDisks([copyFor(today), copyOfLogs(before)]),
    'CRITICAL never_backed_up',
    'There is no good backup',
  ],
  [
    'all of it is good in the older backup',
    twoDisks([copyFor(today), copyFor(before), copyOfLogs(before)]),
    'DEGRADED volume_without_evidence',
    "volume 'logs'",
  ],
  [
    'all of it is good in the same backup',
    twoDisks(fileRuns.flatMap(backup => [copyFor(backup), copyOfLogs(backup)])),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'the selector fits its labels',
    labelled({ backup: 'daily' }),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'the selector fits its disk only',
    labelled({}),
    'UNPROTECTED no_schedule',
    'No enabled schedule',
  ],
  [
    'its kind is left out',
    onlyKinds('persistentvolumeclaims', 'pods'),
    'UNPROTECTED no_schedule',
    'No enabled schedule',
  ],
  [
    'its kind is named',
    onlyKinds('persistentvolumeclaims', 'pods', 'virtualmachines'),
    'HEALTHY protected',
    'Newest',
  ],
  [
    'its copies may not be read',
    withMachine(
      {},
      { PodVolumeBackup: [] },
      {
        kinds: {
          PodVolumeBackup: kind({ state: 'forbidden', syncedAt: null }),
        },
      },
    ),
    'UNKNOWN volume_evidence_unread',
    "'podvolumebackups'",
  ],
  [
    'machines are no longer read',
    withMachine(
      {},
      {},
      {
        kinds: {
          VirtualMachine: kind({ state: 'failed', syncedAt: at('11:00') }),
        },
      },
    ),
    'UNKNOWN read_failed',
    "'virtualmachines'",
  ],
  [
    'machines may not be read',
    withVolume(
      {},
      {
        kinds: {
          VirtualMachine: kind({ state: 'forbidden', syncedAt: null }),
        },
      },
    ),
    'UNKNOWN forbidden',
    "'virtualmachines'",
  ],
];

describe('a virtual machine', () => {
  it.each(cases)('is judged when %s', (_, facts, expected, words) => {
    const { verdict } = machineOf(facts);
    expect(`${verdict.state} ${verdict.reason}`).toBe(expected);
    expect(verdict.message).toContain(words);
  });

  it('stands for its disks, which are not counted again', () => {
    expect(machineOf(withMachine()).kinds).toEqual([
      'objects shop',
      'virtual-machine till',
    ]);
    expect(
      assessEntity(withMachine({ deletedAt: at('11:00') }), {
        now: noon,
      }).units.map(({ kind: unit }) => unit),
    ).toEqual(['objects', 'volume']);
  });

  it('is being backed up while a run that takes it is under way', () => {
    const open = fileRun(at('11:55'), {
      phase: 'InProgress',
      completedAt: null,
    });
    expect(
      machineOf(withMachine({}, {}, { runs: [open, ...fileRuns] })).running,
    ).toBe(true);
    const other = run(at('11:55'), {
      phase: 'InProgress',
      completedAt: null,
      scope: fileScope({ includedNamespaces: ['billing'] }),
    });
    expect(
      machineOf(withMachine({}, {}, { runs: [other, ...fileRuns] })).running,
    ).toBe(false);
  });

  it('is no matter where the cluster has no machines', () => {
    const facts = withVolume(
      {},
      {
        kinds: { VirtualMachine: kind({ state: 'absent', syncedAt: null }) },
      },
    );
    expect(
      assessEntity(facts, { now: noon }).units.map(unit => unit.kind),
    ).toEqual(['objects', 'volume']);
    expect(cluster().kinds.VirtualMachine).toBeUndefined();
  });
});
