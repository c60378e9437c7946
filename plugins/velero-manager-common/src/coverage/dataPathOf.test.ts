import {
  BackupScope,
  PersistentVolumeClaimFact,
  PodFact,
  ResourcePolicyFact,
} from '../facts';
import { claim, pod, scope, veleroServer } from '../health/__fixtures__/facts';
import {
  conditions,
  nodeAgent,
  resourcePolicy,
  snapshotClass,
  storage,
  storageClass,
  StorageLists,
  volume,
} from './__fixtures__/storage';
import { DataPath } from './DataPath';
import { dataPathOf, DataPathQuestion } from './dataPathOf';
import { DATA_PATH_RULES, DataPathRule } from './dataPathRules';

interface Setting extends Partial<StorageLists> {
  scope?: Partial<BackupScope>;
  claim?: Partial<PersistentVolumeClaimFact>;
  labels?: Record<string, string>;
  byBackup?: Record<string, string>;
  isRun?: boolean;
  gradeByDriver?: DataPathQuestion['gradeByDriver'];
}

function ask(setting: Setting): DataPath {
  const asked = claim(setting.claim);
  return dataPathOf({
    plan: {
      namespace: 'velero',
      scope: scope(setting.scope),
      snapshotClasses: setting.byBackup ?? {},
    },
    isRun: setting.isRun ?? false,
    namespace: { name: 'shop', labels: setting.labels ?? {} },
    claim: asked,
    storage: storage({ claims: [asked], ...setting }),
    gradeByDriver: setting.gradeByDriver,
  });
}

type Action = ResourcePolicyFact['volumePolicies'][number]['action'];

const policy = (action: Action): Setting => ({
  scope: { resourcePolicy: 'policy' },
  policies: [
    resourcePolicy({
      volumePolicies: [
        { conditions: conditions({ storageClasses: ['slow'] }), action: 'skip' },
        { conditions: conditions({ storageClasses: ['fast'] }), action },
        { conditions: conditions(), action: 'skip' },
      ],
    }),
  ],
});
const optIn: Partial<PodFact> = { backupVolumes: ['data'] };
const FILES: Setting = { pods: [pod(optIn)] };
const byApp = (app: string): Partial<BackupScope> => ({
  hasLabelSelector: true,
  labelSelector: { matchLabels: { app }, matchExpressions: [] },
});
const EXCLUDE = { 'velero.io/exclude-from-backup': 'true' };
const HOST_PATH = volume({ type: 'hostPath', csi: null });
const NFS = volume({ type: 'nfs', csi: null });
const EBS = volume({ type: 'awsElasticBlockStore', csi: null });
const AWS = { plugins: ['velero/velero-plugin-for-aws:v1.13.0'] };
const CSI_OFF = veleroServer({ features: [] });
const EBS_CSI = volume({
  csi: { driver: 'ebs.csi.aws.com', handle: 'vol-1', attributes: {} },
});
const LONGHORN = {
  storageClasses: [storageClass({ provisioner: 'driver.longhorn.io' })],
};
const longhornClass = (parameters: Record<string, string>) => [
  snapshotClass({ driver: 'driver.longhorn.io', parameters }),
];
const UNBOUND = { phase: 'Pending', volumeName: null };

type Row = [
  title: string,
  setting: Setting,
  path: DataPath['path'],
  rule: DataPathRule,
  grade?: DataPath['grade'],
];

// prettier-ignore
const ROWS: Row[] = [
  // The run, the namespace and the claim.
  ['a scope that Velero refuses', { scope: { includedNamespaces: ['*', 'shop'] } }, 'none', 'scope_refused'],
  ['a policy that does not exist', { scope: { resourcePolicy: 'gone' } }, 'none', 'scope_refused'],
  ['a selector that takes nothing', { scope: { labelSelector: { matchLabels: {}, matchExpressions: [] } } }, 'none', 'scope_refused'],
  ['another namespace', { scope: { includedNamespaces: ['web'] } }, 'none', 'namespace_not_covered'],
  ['the namespace is excluded by its label', { labels: EXCLUDE }, 'none', 'namespace_not_covered'],
  ['the namespace was labelled after the run', { labels: EXCLUDE, isRun: true }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['claims are not included', { scope: { includedResources: ['pods'] } }, 'none', 'kind_not_covered'],
  ['claims are excluded', { scope: { excludedNamespaceScopedResources: ['pvc'] } }, 'none', 'kind_not_covered'],
  ['claims are excluded, though files are asked for', { ...FILES, scope: { excludedResources: ['persistentvolumeclaims'] } }, 'none', 'kind_not_covered'],
  ['the claim is excluded by its label', { claim: { labels: EXCLUDE } }, 'none', 'claim_excluded'],
  ['the claim is being deleted', { claim: { deletedAt: '2026-11-20T00:00:00.000Z' } }, 'none', 'claim_deleted'],

  // Labels.
  ['neither claim nor pod is selected', { scope: byApp('shop') }, 'none', 'labels_not_selected'],
  ['the claim is selected', { scope: byApp('shop'), claim: { labels: { app: 'shop' } } }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['a pod that uses it is selected', { scope: byApp('shop'), pods: [pod({ labels: { app: 'shop' } })] }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['a selected pod that is excluded by its label', { scope: byApp('shop'), pods: [pod({ labels: { app: 'shop', ...EXCLUDE } })] }, 'none', 'labels_not_selected'],
  ['a selected pod, but pods are left out', { scope: { ...byApp('shop'), excludedResources: ['pods'] }, pods: [pod({ labels: { app: 'shop' } })] }, 'none', 'labels_not_selected'],
  ['a selected pod that is being deleted', { scope: byApp('shop'), pods: [pod({ labels: { app: 'shop' }, deletedAt: '2026-11-20T00:00:00.000Z' })] }, 'none', 'labels_not_selected'],
  ['a selected pod uses another claim', { scope: byApp('shop'), pods: [pod({ labels: { app: 'shop' }, volumes: [{ name: 'data', claim: 'other', isMounted: true }] })] }, 'none', 'labels_not_selected'],
  ['the claim is selected and pulls in its pod', { ...FILES, scope: byApp('shop'), claim: { labels: { app: 'shop' } } }, 'fs-backup', 'fs_backup', 'off-cluster'],
  ['until 1.15 a claim does not pull in its pod', { ...FILES, scope: byApp('shop'), claim: { labels: { app: 'shop' } }, server: veleroServer({ version: 'v1.14.1' }) }, 'none', 'fs_pod_not_selected'],

  // Volume policies.
  ['a policy skips it', policy('skip'), 'none', 'policy_skip'],
  ['a policy skips it, though files are asked for', { ...policy('skip'), ...FILES }, 'none', 'policy_skip'],
  ['a policy leaves it to a plug-in', policy('custom'), 'custom', 'policy_custom', 'none'],
  ['a policy wants a snapshot', { ...policy('snapshot'), scope: { resourcePolicy: 'policy', snapshotVolumes: false } }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['a policy wants a snapshot, though files are asked for', { ...policy('snapshot'), ...FILES }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['a policy wants its files', policy('fs-backup'), 'fs-backup', 'fs_backup', 'off-cluster'],
  ['a policy wants its files, and a pod opts out', { ...policy('fs-backup'), pods: [pod({ excludedVolumes: ['data'] })] }, 'fs-backup', 'fs_backup', 'off-cluster'],
  ['a policy wants its files, and no pod uses it', { ...policy('fs-backup'), pods: [] }, 'none', 'fs_no_pod'],
  ['a policy that is not named', { policies: policy('skip').policies }, 'csi-snapshot', 'csi_snapshot', 'local'],

  // Claims without a volume.
  ['an unbound claim', { claim: UNBOUND }, 'none', 'claim_unbound'],
  ['a lost claim', { claim: { phase: 'Lost' } }, 'none', 'claim_unbound'],
  ['a volume that does not exist', { volumes: [] }, 'none', 'claim_unbound'],
  ['an unbound claim that a policy skips', { ...policy('skip'), policies: [resourcePolicy({ volumePolicies: [{ conditions: conditions({ claimPhases: ['Pending'] }), action: 'skip' }] })], claim: UNBOUND }, 'none', 'policy_skip'],

  // Files.
  ['a pod opts in', FILES, 'fs-backup', 'fs_backup', 'off-cluster'],
  ['a pod opts another volume in', { pods: [pod({ backupVolumes: ['logs'] })] }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['files by default of the backup', { scope: { defaultVolumesToFsBackup: true } }, 'fs-backup', 'fs_backup', 'off-cluster'],
  ['files by default of the server', { server: veleroServer({ defaultVolumesToFsBackup: true }) }, 'fs-backup', 'fs_backup', 'off-cluster'],
  ['the backup overrules the server', { scope: { defaultVolumesToFsBackup: false }, server: veleroServer({ defaultVolumesToFsBackup: true }) }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['a pod opts out', { scope: { defaultVolumesToFsBackup: true }, pods: [pod({ excludedVolumes: ['data'] })] }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['files by default, and no pod uses it', { scope: { defaultVolumesToFsBackup: true }, pods: [] }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['pods are left out', { ...FILES, scope: { excludedResources: ['po'] } }, 'none', 'fs_pod_kind_not_covered'],
  ['the pod is excluded by its label', { pods: [pod({ ...optIn, labels: EXCLUDE })] }, 'none', 'fs_pod_not_selected'],
  ['the pod does not run', { pods: [pod({ ...optIn, phase: 'Pending' })] }, 'none', 'fs_pod_not_running'],
  ['the pod has finished', { pods: [pod({ ...optIn, phase: 'Succeeded' })] }, 'none', 'fs_pod_not_running'],
  ['the pod has no node', { pods: [pod({ ...optIn, node: null })] }, 'none', 'fs_pod_not_running'],
  ['a hostPath volume', { ...FILES, volumes: [HOST_PATH] }, 'none', 'fs_host_path'],
  ['a block device', { ...FILES, claim: { volumeMode: 'Block' } }, 'none', 'fs_block_volume'],
  ['no container mounts it', { pods: [pod({ ...optIn, volumes: [{ name: 'data', claim: 'data', isMounted: false }] })] }, 'none', 'fs_not_mounted'],
  ['one of two pods can be used', { pods: [pod({ ...optIn, phase: 'Failed' }), pod({ ...optIn, name: 'shop-1' })] }, 'fs-backup', 'fs_backup', 'off-cluster'],
  ['a pod that does not run keeps from a snapshot', { pods: [pod(), pod({ ...optIn, name: 'shop-1', phase: 'Failed' })] }, 'none', 'fs_pod_not_running'],
  ['files of any type of volume', { ...FILES, volumes: [NFS] }, 'fs-backup', 'fs_backup', 'off-cluster'],
  ['files though snapshots are off', { ...FILES, scope: { snapshotVolumes: false } }, 'fs-backup', 'fs_backup', 'off-cluster'],
  ['no node agent', { ...FILES, nodeAgents: [] }, 'none', 'fs_no_node_agent'],
  ['no node agent is ready', { ...FILES, nodeAgents: [nodeAgent({ ready: 0 })] }, 'none', 'fs_node_agent_not_ready'],
  ['one of two node agents is ready', { ...FILES, nodeAgents: [nodeAgent({ desired: 0, ready: 0 }), nodeAgent()] }, 'fs-backup', 'fs_backup', 'off-cluster'],

  // Snapshots.
  ['snapshots are off', { scope: { snapshotVolumes: false } }, 'none', 'snapshots_off'],
  ['snapshots are on', { scope: { snapshotVolumes: true } }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['no StorageClass', { claim: { storageClass: null } }, 'none', 'no_storage_class'],
  ['a StorageClass that does not exist', { storageClasses: [] }, 'none', 'no_storage_class'],
  ['no snapshot class for the driver', { snapshotClasses: [snapshotClass({ driver: 'other' })] }, 'none', 'no_snapshot_class'],
  ['the provisioner counts, not the driver', { storageClasses: [storageClass({ provisioner: 'other' })] }, 'none', 'no_snapshot_class'],
  ['several snapshot classes, none of which is chosen', { snapshotClasses: [snapshotClass(), snapshotClass({ name: 'b' })] }, 'none', 'no_snapshot_class'],
  ['several snapshot classes, the backup chooses', { snapshotClasses: [snapshotClass(), snapshotClass({ name: 'b' })], byBackup: { 'csi.example.com': 'b' } }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['several snapshot classes, the claim chooses', { snapshotClasses: [snapshotClass(), snapshotClass({ name: 'b' })], claim: { snapshotClass: 'b' } }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['several snapshot classes, a default', { snapshotClasses: [snapshotClass(), snapshotClass({ name: 'b', isDefault: true })] }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['until 1.17 no default is heeded', { snapshotClasses: [snapshotClass(), snapshotClass({ name: 'b', isDefault: true })], server: veleroServer({ version: 'v1.16.2' }) }, 'none', 'no_snapshot_class'],
  ['until 1.14 CSI needs a plug-in', { server: veleroServer({ version: 'v1.13.2' }) }, 'none', 'csi_feature_off'],
  ['until 1.14 with the plug-in', { server: veleroServer({ version: 'v1.13.2', plugins: ['velero/velero-plugin-for-csi:v0.7.1'] }) }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['a CSI snapshot of a block device', { claim: { volumeMode: 'Block' } }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['volumes are left out, which CSI does not need', { scope: { includeClusterResources: false } }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['moved, as the backup says', { scope: { snapshotMoveData: true } }, 'data-mover', 'data_mover', 'off-cluster'],
  ['moved, as the server says', { server: veleroServer({ defaultSnapshotMoveData: true }) }, 'data-mover', 'data_mover', 'off-cluster'],
  ['moved by nobody', { scope: { snapshotMoveData: true }, nodeAgents: [] }, 'none', 'mover_no_node_agent'],
  ['moved by agents that are not ready', { scope: { snapshotMoveData: true }, nodeAgents: [nodeAgent({ ready: 0 })] }, 'none', 'mover_node_agent_not_ready'],
  ['the feature is off', { server: CSI_OFF }, 'none', 'csi_feature_off'],
  ['the feature is off, and a plug-in knows the driver', { server: veleroServer({ features: [], ...AWS }), volumes: [EBS_CSI] }, 'native-snapshot', 'native_snapshot', 'provider'],
  ['a type that no plug-in knows', { volumes: [NFS], server: veleroServer(AWS) }, 'none', 'no_snapshot_plugin'],
  ['a plug-in for another type', { volumes: [volume({ type: 'azureDisk', csi: null })], server: veleroServer(AWS) }, 'none', 'no_snapshot_plugin'],
  ['a native snapshot', { volumes: [EBS], server: veleroServer(AWS) }, 'native-snapshot', 'native_snapshot', 'provider'],
  ['a native snapshot is never moved', { volumes: [EBS], server: veleroServer(AWS), scope: { snapshotMoveData: true } }, 'native-snapshot', 'native_snapshot', 'provider'],
  ['a native snapshot without volumes', { volumes: [EBS], server: veleroServer(AWS), scope: { includeClusterResources: false } }, 'none', 'volume_not_covered'],
  ['a native snapshot, kinds without volumes', { volumes: [EBS], server: veleroServer(AWS), scope: { includedResources: ['pods', 'pvc'] } }, 'none', 'volume_not_covered'],

  // Grades.
  ['a driver of a cloud', { volumes: [EBS_CSI], storageClasses: [storageClass({ provisioner: 'ebs.csi.aws.com' })], snapshotClasses: [snapshotClass({ driver: 'ebs.csi.aws.com' })] }, 'csi-snapshot', 'csi_snapshot', 'provider'],
  ['a driver that somebody graded', { gradeByDriver: { 'csi.example.com': 'off-cluster' } }, 'csi-snapshot', 'csi_snapshot', 'off-cluster'],
  ['Longhorn, a snapshot', { ...LONGHORN, snapshotClasses: longhornClass({ type: 'snap' }) }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['Longhorn, a backup', { ...LONGHORN, snapshotClasses: longhornClass({ type: 'bak' }) }, 'csi-snapshot', 'csi_snapshot', 'off-cluster'],
  ['Longhorn, a backup by default', { ...LONGHORN, snapshotClasses: longhornClass({}) }, 'csi-snapshot', 'csi_snapshot', 'off-cluster'],

  // The volume could not be read.
  ['an unknown volume of a CSI driver', { volumes: null }, 'csi-snapshot', 'csi_snapshot', 'local'],
  ['an unknown volume and an unknown class', { volumes: null, storageClasses: null }, 'none', 'path_unknown'],
  ['an unknown volume without a class', { volumes: null, claim: { storageClass: null } }, 'none', 'path_unknown'],
  ['an unknown volume of no CSI driver', { volumes: null, snapshotClasses: [] }, 'none', 'path_unknown'],
  ['an unknown volume and no CSI', { volumes: null, server: CSI_OFF }, 'none', 'path_unknown'],
];

describe('dataPathOf', () => {
  it.each(
    ROWS.map(([title, setting, path, rule, grade = 'none']) => ({
      title,
      setting,
      answer: { path, rule, grade },
    })),
  )('$title: $answer.rule', ({ setting, answer }) => {
    expect(ask(setting)).toMatchObject({
      ...answer,
      message: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  it('has a row for every rule', () => {
    const asked = new Set<string>(ROWS.map(row => row[3]));
    expect(
      Object.keys(DATA_PATH_RULES).filter(rule => !asked.has(rule)),
    ).toEqual([]);
  });

  const WEB = pod({
    name: 'web-0',
    uid: 'web-0',
    labels: { app: 'web' },
    volumes: [
      { name: 'logs', claim: 'logs', isMounted: true },
      { name: 'data', claim: 'data', isMounted: true },
    ],
  });
  const LOGS = claim({ name: 'logs', labels: { app: 'logs' } });

  it.each([
    ['a claim pulls in a pod, and that one the other claim', {}, true],
    ['the pod does not run', { pods: [{ ...WEB, phase: 'Failed' }] }, false],
    [
      'the claim that pulls is not bound',
      { claims: [{ ...LOGS, phase: 'Pending' }] },
      false,
    ],
    ['the claim that pulls is not known', { claims: null }, false],
  ])('%s: %p', (_title, changes, isTaken) => {
    const { path } = ask({
      scope: byApp('logs'),
      pods: [WEB],
      claims: [LOGS],
      ...changes,
    });
    expect(path !== 'none').toBe(isTaken);
  });

  // prettier-ignore
  it.each<[string, Setting, string[]]>([
    ['nothing', {}, []],
    ['no server', { server: null }, ['EnableCSI', 'defaultVolumesToFsBackup', 'snapshotMoveData']],
    ['no server, but the backup says it', { server: null, isRun: true, scope: { snapshotMoveData: false, defaultVolumesToFsBackup: false } }, ['EnableCSI']],
    ['no server, and no pod uses it', { server: null, pods: [] }, ['EnableCSI', 'snapshotMoveData']],
    ['no server for a native snapshot', { server: null, volumes: [EBS] }, ['plug-in', 'VolumeSnapshotLocation', 'defaultVolumesToFsBackup']],
    ['a native snapshot', { server: veleroServer(AWS), volumes: [EBS] }, ['VolumeSnapshotLocation']],
    ['no pods', { pods: null }, ['no pod asks for a copy of its files']],
    ['no pods and files by default', { pods: null, scope: { defaultVolumesToFsBackup: true } }, ['a running pod mounts it']],
    ['no pods and a selector', { pods: null, scope: byApp('shop') }, ['no pod of the backup uses it']],
    ['no node agents', { ...FILES, nodeAgents: null }, ["node agent runs"]],
    ['a node agent on some nodes', { ...FILES, nodeAgents: [nodeAgent({ hasNodeSelector: true })] }, ['on the node of the volume']],
    ['a node agent that is missing on a node', { scope: { snapshotMoveData: true }, nodeAgents: [nodeAgent({ ready: 2 })] }, ['on the node of the volume']],
    ['no volumes for files', { ...FILES, volumes: null }, ['no hostPath volume']],
    ['no volumes', { volumes: null }, ["is of CSI driver 'csi.example.com'"]],
    ['no volumes at all', { volumes: null, storageClasses: null }, ['nothing takes it']],
    ['no volumes for a policy', { ...policy('skip'), volumes: null }, ["resource policy 'policy' does not fit its volume", 'is of CSI driver']],
    ['no policies', { scope: { resourcePolicy: 'policy' }, policies: null }, ["resource policy 'policy' does not speak of it"]],
    ['no StorageClasses', { storageClasses: null }, ["StorageClass 'fast' is of driver 'csi.example.com'"]],
    ['no snapshot classes', { snapshotClasses: null }, ["a VolumeSnapshotClass fits CSI driver 'csi.example.com'"]],
    ['another plug-in', policy('custom'), ['the plug-in it is left to copies it']],
  ])('says what it assumes where it does not know: %s', (_title, setting, texts) => {
    const { message, isAssumed } = ask(setting);
    expect(isAssumed).toBe(texts.length > 0);
    const assumed = message.split(' This assumes ')[1] ?? '';
    expect(assumed.split(', and ').filter(Boolean)).toHaveLength(texts.length);
    for (const text of texts) expect(assumed).toContain(text);
  });

  it('answers alike when it is asked again of the same plan', () => {
    const plan = { namespace: 'velero', scope: scope(), snapshotClasses: {} };
    const question: DataPathQuestion = {
      plan,
      isRun: false,
      namespace: { name: 'shop', labels: {} },
      claim: claim(),
      storage: storage(),
    };
    const pathOf = (changes: Partial<DataPathQuestion>) =>
      dataPathOf({ ...question, ...changes }).path;
    const labelled = { name: 'shop', labels: EXCLUDE };
    const answers = () => [
      pathOf({}),
      pathOf({ namespace: labelled }),
      pathOf({ namespace: labelled, isRun: true }),
      pathOf({ namespace: { name: 'web', labels: {} } }),
      pathOf({ storage: storage({ server: CSI_OFF }) }),
      pathOf({ plan: { ...plan, namespace: 'velero-2' } }),
      pathOf({ plan: { ...plan, scope: scope({ snapshotVolumes: false }) } }),
    ];
    const csi = 'csi-snapshot';
    const expected = [csi, 'none', csi, 'none', 'none', csi, 'none'];
    expect(answers()).toEqual(expected);
    expect(answers()).toEqual(expected);
    const elsewhere = { ...plan, namespace: 'velero-2' };
    expect(dataPathOf({ ...question, plan: elsewhere }).isAssumed).toBe(true);
    expect(dataPathOf(question).isAssumed).toBe(false);
  });

  it('says it in one sentence', () => {
    expect(ask({}).message).toBe(
      "A snapshot of CSI driver 'csi.example.com' is taken with class 'snapshots'.",
    );
    expect(ask({ snapshotClasses: null }).message).toBe(
      "A snapshot of CSI driver 'csi.example.com' is taken. This assumes that a VolumeSnapshotClass fits CSI driver 'csi.example.com'.",
    );
    expect(ask(FILES).message).toBe(
      "Its files are copied through pod 'shop-0'.",
    );
    expect(ask({ claim: UNBOUND }).message).toBe(
      'Its claim is not bound to a volume (Pending).',
    );
    expect(ask({ volumes: [] }).message).toBe(
      "Its PersistentVolume 'pv-data' does not exist.",
    );
  });
});
