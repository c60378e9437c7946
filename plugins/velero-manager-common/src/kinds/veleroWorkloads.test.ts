import { factOf } from './__testUtils__/objects';
import { kindDefinitions } from './kindDefinitions';

const serverWith = (container: object, labels: object = {}) =>
  factOf('VeleroServer', object => {
    object.metadata.labels = labels;
    object.spec.template = { spec: { containers: [container] } };
  });

const serverArgs = (...args: string[]) =>
  serverWith({
    name: 'velero',
    command: ['/velero'],
    args: ['server', ...args],
  });

describe('VeleroServer', () => {
  it('is read as its chart writes it', () => {
    expect(factOf('VeleroServer')).toEqual({
      namespace: 'velero',
      name: 'velero',
      uid: expect.any(String),
      createdAt: '2026-01-05T08:00:00.000Z',
      container: 'velero',
      version: 'v1.18.2',
      features: ['EnableCSI', 'EnableAPIGroupVersions'],
      plugins: [
        'docker.io/velero/velero-plugin-for-aws:v1.14.0',
        'quay.io/kubevirt/kubevirt-velero-plugin:v0.9.0',
      ],
      zone: 'Europe/Berlin',
      defaultVolumesToFsBackup: true,
      defaultSnapshotMoveData: true,
      defaultStorageLocation: 'offsite',
      defaultTtlSeconds: 1_296_000,
      itemOperationTimeoutSeconds: 21_600,
      concurrentBackups: 3,
      replicas: 1,
      readyReplicas: 1,
      unavailableSince: null,
    });
  });

  it.each<[string, object[], string | null]>([
    ['available', [{ type: 'Available', status: 'True' }], null],
    [
      'not available',
      [
        { type: 'Progressing', status: 'False' },
        {
          type: 'Available',
          status: 'False',
          lastTransitionTime: '2026-11-20T10:00:00Z',
        },
      ],
      '2026-11-20T10:00:00.000Z',
    ],
    ['blank', [{ type: 'Available', status: 'False' }], null],
  ])('says since when it is not available: %s', (_, conditions, expected) => {
    const fact = factOf('VeleroServer', object => {
      object.status.conditions = conditions;
    });
    expect(fact.unavailableSince).toBe(expected);
  });

  it("has Velero's defaults without flags", () => {
    expect(serverArgs()).toMatchObject({
      version: null,
      features: [],
      plugins: [],
      zone: null,
      defaultVolumesToFsBackup: false,
      defaultSnapshotMoveData: false,
      defaultStorageLocation: 'default',
      defaultTtlSeconds: 2_592_000,
      itemOperationTimeoutSeconds: 14_400,
      concurrentBackups: 1,
    });
  });

  it.each([
    [
      'a switch with a value',
      ['--default-snapshot-move-data=true'],
      { defaultSnapshotMoveData: true },
    ],
    [
      'a switch that is off',
      ['--default-snapshot-move-data=false'],
      { defaultSnapshotMoveData: false },
    ],
    [
      'a switch that stands before another flag',
      ['--default-volumes-to-fs-backup', '--log-level', 'info'],
      { defaultVolumesToFsBackup: true },
    ],
    [
      'a switch under its old name',
      ['--default-volumes-to-restic'],
      { defaultVolumesToFsBackup: true },
    ],
    [
      'a value as a word of its own',
      ['--features', 'EnableCSI'],
      { features: ['EnableCSI'] },
    ],
    [
      'the last of two',
      ['--features=A', '--features=B,C'],
      { features: ['B', 'C'] },
    ],
    ['an empty list', ['--features='], { features: [] }],
    [
      'a flag without its value',
      ['--concurrent-backups'],
      { concurrentBackups: 1 },
    ],
    [
      'a number that is none',
      ['--concurrent-backups=many'],
      { concurrentBackups: 1 },
    ],
    [
      'a duration that is none',
      ['--default-backup-ttl=30d'],
      { defaultTtlSeconds: 2_592_000 },
    ],
  ])('reads %s', (_, args, expected) => {
    expect(serverArgs(...args)).toMatchObject(expected);
  });

  it.each([
    ['velero server in one list', { command: ['/velero', 'server'] }, {}, true],
    [
      'a flag before the command',
      { command: ['velero'], args: ['--features=EnableCSI', 'server'] },
      {},
      true,
    ],
    [
      'no program, but the label of the chart',
      { args: ['server'] },
      { 'app.kubernetes.io/name': 'velero' },
      true,
    ],
    [
      'no program, but the label of velero install',
      { args: ['server'] },
      { component: 'velero' },
      true,
    ],
    [
      'no program, but the old label',
      { args: ['server'] },
      { deploy: 'velero' },
      true,
    ],
    ['no program and no label', { args: ['server'] }, {}, false],
    [
      'another program',
      { command: ['/velero-ui'], args: ['server'] },
      { component: 'velero' },
      false,
    ],
    [
      'another command',
      { command: ['/velero'], args: ['node-agent', 'server'] },
      { component: 'velero' },
      false,
    ],
    ['nothing', {}, { component: 'velero' }, false],
  ])('is known by %s: kept %p', (_, container, labels, isKept) => {
    const fact = serverWith({ name: 'main', ...container }, labels);
    expect(kindDefinitions.VeleroServer.keep?.(fact)).toBe(isKept);
    expect(fact.container).toBe(isKept ? 'main' : null);
  });

  it('is known by the labels of its pods too', () => {
    const fact = factOf('VeleroServer', object => {
      object.metadata.labels = {};
      object.spec.template.metadata.labels = { deploy: 'velero' };
      object.spec.template.spec.containers[0].command = null;
    });
    expect(fact.container).toBe('velero');
  });

  it('is found beside other containers of its pod', () => {
    const fact = factOf('VeleroServer', object => {
      object.spec.template.spec.containers.unshift({
        name: 'proxy',
        image: 'proxy:2',
        args: ['sidecar'],
      });
    });
    expect(fact).toMatchObject({ container: 'velero', version: 'v1.18.2' });
  });

  it.each([
    ['velero/velero:v1.18.2', 'v1.18.2'],
    ['velero/velero', null],
    ['registry.example.com:5000/velero', null],
    ['registry.example.com:5000/velero:1.17.0', '1.17.0'],
    ['velero/velero:v1.18.2@sha256:0b9c', 'v1.18.2'],
    ['velero/velero@sha256:0b9c', null],
    ['', null],
  ])('has the version of its image %p: %p', (image, version) => {
    expect(
      serverWith({ image, command: ['/velero'], args: ['server'] }).version,
    ).toBe(version);
  });

  it('has no zone that only the cluster knows', () => {
    const fact = serverWith({
      command: ['/velero', 'server'],
      env: [{ name: 'TZ', valueFrom: { configMapKeyRef: { name: 'zone' } } }],
    });
    expect(fact.zone).toBeNull();
  });
});

describe('NodeAgent', () => {
  it('is read as velero install writes it', () => {
    const fact = factOf('NodeAgent');
    expect(fact).toEqual({
      namespace: 'velero',
      name: 'node-agent',
      uid: expect.any(String),
      createdAt: '2026-01-05T08:00:00.000Z',
      container: 'node-agent',
      version: 'v1.18.2',
      desired: 5,
      ready: 4,
      countedAt: null,
      hasNodeSelector: false,
    });
    expect(kindDefinitions.NodeAgent.keep?.(fact)).toBe(true);
  });

  it.each<[string, object[], string | null]>([
    ['nobody', [], null],
    ['a person', [{ manager: 'kubectl', time: '2026-11-20T09:00:00Z' }], null],
    [
      'the controller',
      [
        { subresource: 'status', time: '2026-11-20T08:00:00Z' },
        { subresource: 'status', time: '2026-11-20T10:00:00Z' },
        { subresource: 'status', time: 'once' },
        { manager: 'kubectl', time: '2026-11-20T11:00:00Z' },
      ],
      '2026-11-20T10:00:00.000Z',
    ],
  ])('says when %s last counted its pods', (_, managedFields, expected) => {
    const fact = factOf('NodeAgent', object => {
      object.metadata.managedFields = managedFields;
    });
    expect(fact.countedAt).toBe(expected);
  });

  it.each([
    ['restic server, as before Velero 1.10', ['restic', 'server'], true],
    ['another command', ['server'], false],
  ])('is known by its command: %s', (_, args, isKept) => {
    const fact = factOf('NodeAgent', object => {
      object.spec.template.spec.containers[0].args = args;
    });
    expect(kindDefinitions.NodeAgent.keep?.(fact)).toBe(isKept);
  });

  it.each([
    ['none', {}, false],
    [
      'the operating system',
      { nodeSelector: { 'kubernetes.io/os': 'linux' } },
      false,
    ],
    ['a label', { nodeSelector: { storage: 'yes' } }, true],
    [
      'an affinity',
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'storage' }] }],
            },
          },
        },
      },
      true,
    ],
  ])('chooses nodes by %s: %p', (_, change, hasNodeSelector) => {
    const fact = factOf('NodeAgent', object => {
      delete object.spec.template.spec.affinity;
      Object.assign(object.spec.template.spec, change);
    });
    expect(fact.hasNodeSelector).toBe(hasNodeSelector);
  });
});
