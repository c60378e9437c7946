import { factOf } from './__testUtils__/objects';

const policyOf = (data: Record<string, string>) =>
  factOf('ResourcePolicy', object => {
    object.data = data;
  });

const read = (yaml: string) => policyOf({ policy: yaml });

/** A policy of one rule with these conditions. */
const withConditions = (conditions: string) =>
  read(`
version: v1
volumePolicies:
  - conditions: ${conditions}
    action: { type: skip }
`);

const ANY = {
  capacity: null,
  storageClasses: null,
  nfs: null,
  csi: null,
  volumeTypes: null,
  claimLabels: null,
  claimPhases: null,
};

describe('ResourcePolicy', () => {
  it('is read', () => {
    expect(factOf('ResourcePolicy')).toEqual({
      namespace: 'velero',
      name: 'volumes',
      uid: expect.any(String),
      createdAt: '2026-01-05T08:00:00.000Z',
      problem: null,
      volumePolicies: [
        {
          conditions: {
            ...ANY,
            capacity: { from: 10_737_418_240, to: 107_374_182_400 },
            storageClasses: ['fast', 'slow'],
            csi: { driver: 'csi.example.com', attributes: { tier: 'gold' } },
          },
          action: 'skip',
        },
        {
          conditions: {
            ...ANY,
            nfs: { server: null, path: null },
            claimLabels: { backup: 'files' },
            claimPhases: ['Bound'],
            volumeTypes: ['nfs'],
          },
          action: 'fs-backup',
        },
      ],
      includeExclude: {
        includedNamespaceScopedResources: [],
        excludedNamespaceScopedResources: ['events'],
        includedClusterScopedResources: [],
        excludedClusterScopedResources: [],
      },
      unknownSections: [],
    });
  });

  it.each([
    ['an open beginning', '",5Gi"', { from: null, to: 5_368_709_120 }],
    ['an open end', '"1Ki,"', { from: 1024, to: null }],
    ['an end of 0, which is open too', '"1Ki,0"', { from: 1024, to: null }],
    ['spaces', '" 1Ki , 2Ki "', { from: 1024, to: 2048 }],
    ['both ends open', '","', null],
    ['0 to 0, which is any', '"0,0"', null],
    ['plain bytes without quotes', '10,100', { from: 10, to: 100 }],
  ])('knows a capacity with %s', (_, capacity, expected) => {
    const { problem, volumePolicies } = withConditions(
      `{ capacity: ${/^\d/.test(capacity) ? `"${capacity}"` : capacity} }`,
    );
    expect(problem).toBeNull();
    expect(volumePolicies[0].conditions.capacity).toEqual(expected);
  });

  it.each([
    ['no conditions', '', ANY],
    ['empty conditions', '{}', ANY],
    [
      'empty lists',
      '{ storageClass: [], volumeTypes: , pvcLabels: {}, pvcPhase: [] }',
      ANY,
    ],
    ['nfs: null, which is no condition', '{ nfs: null }', ANY],
    [
      'nfs with a server',
      '{ nfs: { server: files } }',
      { ...ANY, nfs: { server: 'files', path: null } },
    ],
    [
      'csi: {}, which is any CSI volume',
      '{ csi: {} }',
      { ...ANY, csi: { driver: null, attributes: {} } },
    ],
    [
      'scalars as text',
      '{ storageClass: [1, true, ~], pvcLabels: { on: true } }',
      {
        ...ANY,
        storageClasses: ['1', 'true', ''],
        claimLabels: { on: 'true' },
      },
    ],
  ])('knows %s', (_, conditions, expected) => {
    const fact = withConditions(conditions);
    expect(fact).toMatchObject({ problem: null });
    expect(fact.volumePolicies).toEqual([
      { conditions: expected, action: 'skip' },
    ]);
  });

  it('reads the anchors and merge keys of YAML', () => {
    const { problem, volumePolicies } = read(`
version: v1
volumePolicies:
  - conditions: &fast { storageClass: [fast] }
    action: &skip { type: skip }
  - conditions: { <<: *fast, pvcPhase: [Lost] }
    action: *skip
`);
    expect(problem).toBeNull();
    expect(volumePolicies[1].conditions).toEqual({
      ...ANY,
      storageClasses: ['fast'],
      claimPhases: ['Lost'],
    });
  });

  it('reads the first document alone, as Velero does', () => {
    expect(read('version: v1\n---\nversion: v9\n')).toMatchObject({
      problem: null,
      volumePolicies: [],
      includeExclude: null,
    });
  });

  it.each([
    [
      'no key',
      {},
      'the ConfigMap must have exactly one key in data, but has 0',
    ],
    [
      'two keys',
      { a: 'version: v1', b: '' },
      'the ConfigMap must have exactly one key in data, but has 2',
    ],
  ])('is refused with %s', (_, data, problem) => {
    expect(policyOf(data)).toMatchObject({
      problem,
      volumePolicies: [],
      includeExclude: null,
      unknownSections: [],
    });
  });

  it.each([
    ['an empty text', '', 'it is empty'],
    ['only comments', '# nothing', 'it is empty'],
    ['null', '~', 'it must be a map'],
    [
      'a bomb',
      `version: &a [x]\nb: &b [${'*a,'.repeat(99)}]\nc: &c [${'*b,'.repeat(
        99,
      )}]\nd: [${'*c,'.repeat(99)}]`,
      'it is not valid YAML: its aliases stand for too much',
    ],
    ['text', 'version', 'it must be a map'],
    ['no version', 'volumePolicies: []', 'version must be v1'],
    ['another version', 'version: v2', 'version must be v1'],
    [
      'an unknown section',
      'version: v1\nvolumePolicy: []',
      'it has the unknown field "volumePolicy"',
    ],
    [
      'rules that are no list',
      'version: v1\nvolumePolicies: {}',
      'volumePolicies must be a list',
    ],
    [
      'a rule without an action',
      'version: v1\nvolumePolicies: [{ conditions: {} }]',
      'volumePolicies.0.action must be a map',
    ],
    [
      'an unknown action',
      'version: v1\nvolumePolicies: [{ action: { type: copy } }]',
      'volumePolicies.0.action.type must be skip, fs-backup, snapshot or custom',
    ],
    [
      '* in its resources',
      'version: v1\nincludeExcludePolicy: { excludedNamespaceScopedResources: ["*"] }',
      'includeExcludePolicy must not name *',
    ],
    [
      'a resource both in and out',
      'version: v1\nincludeExcludePolicy: { includedClusterScopedResources: [nodes], excludedClusterScopedResources: [nodes] }',
      'includeExcludePolicy both includes and excludes "nodes"',
    ],
  ])('is refused with %s', (_, yaml, problem) => {
    expect(read(yaml)).toMatchObject({ problem, volumePolicies: [] });
  });

  it.each([
    ['a broken text', 'version: ['],
    ['a key twice', 'version: v1\nversion: v1'],
  ])('is refused with %s, in the words of the YAML library', (_, yaml) => {
    expect(read(yaml).problem).toMatch(/^it is not valid YAML: .+ at line \d+/);
  });

  it.each([
    ['an unknown condition', '{ size: 10Gi }', ' has the unknown field "size"'],
    [
      'one class that is no list',
      '{ storageClass: fast }',
      '.storageClass must be a list',
    ],
    ['labels that are null', '{ pvcLabels: ~ }', '.pvcLabels must be a map'],
    [
      'labels of lists',
      '{ pvcLabels: { a: [b] } }',
      '.pvcLabels.a must be text',
    ],
    [
      'attributes without a driver',
      '{ csi: { volumeAttributes: { a: b } } }',
      '.csi has volumeAttributes without a driver',
    ],
    [
      'one amount',
      '{ capacity: 10Gi }',
      '.capacity must be two amounts such as "10Gi,100Gi", not "10Gi"',
    ],
    [
      'three amounts',
      '{ capacity: "1,2,3" }',
      '.capacity must be two amounts such as "10Gi,100Gi", not "1,2,3"',
    ],
    [
      'no amount',
      '{ capacity: "much," }',
      '.capacity must be two amounts such as "10Gi,100Gi", not "much,"',
    ],
    [
      'a capacity that ends before it begins',
      '{ capacity: "2Gi,1Gi" }',
      '.capacity begins above its end: "2Gi,1Gi"',
    ],
  ])('is refused for %s', (_, conditions, problem) => {
    expect(withConditions(conditions)).toMatchObject({
      problem: `volumePolicies.0.conditions${problem}`,
      volumePolicies: [],
    });
  });

  it.each([
    ['conditions: { pvcVolumeMode: Block }', ['volumePolicies.pvcVolumeMode']],
    [
      'conditions: { pvcAccessModes: [ReadWriteMany] }',
      ['volumePolicies.pvcAccessModes'],
    ],
    ['conditions: { pvcAccessModes: [], pvcVolumeMode: "" }', []],
  ])('says that only newer releases know %s', (conditions, unknown) => {
    expect(
      read(`
version: v1
volumePolicies:
  - ${conditions}
    action: { type: skip }
`),
    ).toMatchObject({ problem: null, unknownSections: unknown });
  });

  it('says that only newer releases know filters per namespace', () => {
    expect(
      read(`
version: v1
clusterScopedFilterPolicy: { resourceFilters: [] }
namespacedFilterPolicies: [{ namespaces: [shop] }]
`).unknownSections,
    ).toEqual(['clusterScopedFilterPolicy', 'namespacedFilterPolicies']);
  });
});
