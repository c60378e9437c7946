import { BackupScope } from '../facts';
import { scope } from '../health/__fixtures__/facts';
import { resourcePolicy } from './__fixtures__/storage';
import { coversResource } from './coversResource';
import { ResourceKind } from './resources/ResourceKind';
import { RESOURCE_KINDS } from './resources/resourceKinds';

const kind = (name: string): ResourceKind => {
  const [resource, ...group] = name.split('.');
  const found = RESOURCE_KINDS.find(
    one => one.resource === resource && one.group === group.join('.'),
  );
  if (!found) throw new Error(`There is no kind ${name}`);
  return found;
};

type Row = [
  title: string,
  resource: string,
  scope: Partial<BackupScope>,
  covered: boolean,
  rule: string,
];

const VS = 'volumesnapshots.snapshot.storage.k8s.io';
const VSC = 'volumesnapshotcontents.snapshot.storage.k8s.io';
const ofSpace = (...items: string[]) => ({
  includedNamespaceScopedResources: items,
});
const notOfSpace = (...items: string[]) => ({
  excludedNamespaceScopedResources: items,
});

// prettier-ignore
const ROWS: Row[] = [
  ['no filter', 'pods', {}, true, 'included_all'],
  ['a star', 'pods', { includedResources: ['*'] }, true, 'included_all'],
  ['the plural', 'pods', { includedResources: ['pods'] }, true, 'included'],
  ['the singular', 'pods', { includedResources: ['pod'] }, true, 'included'],
  ['the kind', 'persistentvolumeclaims', { includedResources: ['PersistentVolumeClaim'] }, true, 'included'],
  ['the plural in capitals', 'configmaps', { includedResources: ['ConfigMaps'] }, true, 'included'],
  ['a short name', 'persistentvolumeclaims', { includedResources: ['pvc'] }, true, 'included'],
  ['a short name in capitals is none', 'persistentvolumeclaims', { includedResources: ['PVC'] }, false, 'not_included'],
  ['without the group', 'deployments.apps', { includedResources: ['deployments'] }, true, 'included'],
  ['with the group', 'deployments.apps', { includedResources: ['deployment.apps'] }, true, 'included'],
  ['with the beginning of the group', 'virtualmachines.kubevirt.io', { includedResources: ['vm.kubevirt'] }, true, 'included'],
  ['the group of another kind', 'deployments.apps', { includedResources: ['deployments.batch'] }, false, 'not_included'],
  ['a name that kinds share', 'clusters.postgresql.cnpg.io', { includedResources: ['clusters'] }, true, 'included'],
  ['another kind', 'pods', { includedResources: ['secrets'] }, false, 'not_included'],
  ['a kind that we do not know', 'pods', { includedResources: ['widgets.example.com'] }, false, 'not_included'],
  ['a pattern', 'persistentvolumeclaims', { includedResources: ['persistent*'] }, true, 'included'],
  ['a pattern of a group', 'statefulsets.apps', { includedResources: ['*.apps'] }, true, 'included'],
  ['a pattern is not matched with short names', 'persistentvolumeclaims', { includedResources: ['pv?'] }, false, 'not_included'],
  ['excluded', 'secrets', { excludedResources: ['secret'] }, false, 'excluded'],
  ['excluded by a pattern', 'secrets', { excludedResources: ['sec*'] }, false, 'excluded'],
  ['excluded wins', 'secrets', { includedResources: ['secrets'], excludedResources: ['Secrets'] }, false, 'excluded'],
  ['another kind is excluded', 'secrets', { excludedResources: ['pods'] }, true, 'included_all'],
  ['what cannot be read ends the excludes', 'secrets', { excludedResources: ['[', 'secrets'] }, true, 'included_all'],
  ['an excluded star of the old filters is no star', 'secrets', { includeClusterResources: true, excludedResources: ['pods'] }, true, 'included_all'],
  ['VolumeSnapshots', VS, {}, false, 'always_excluded'],
  ['VolumeSnapshots that are asked for', VS, { includedResources: ['pods', VS] }, false, 'always_excluded'],
  ['nothing but VolumeSnapshots is asked for, so all is taken', 'pods', { includedResources: [VS] }, true, 'included_all'],
  ['contents of VolumeSnapshots', VSC, {}, false, 'always_excluded'],
  ['both families', 'pods', { includedResources: ['pods'], ...notOfSpace('secrets') }, false, 'filters_mixed'],
  ['cluster resources beside new filters', 'pods', { includeClusterResources: false, ...ofSpace('pods') }, false, 'filters_mixed'],

  ['new filters: the kind', 'pods', ofSpace('po'), true, 'included'],
  ['new filters: another kind', 'pods', ofSpace('secrets'), false, 'not_included'],
  ['new filters: a star', 'pods', ofSpace('*'), true, 'included_all'],
  ['new filters: excluded', 'pods', notOfSpace('pods'), false, 'excluded'],
  ['new filters: an excluded star', 'pods', notOfSpace('*'), false, 'excluded'],
  ['new filters: kinds of clusters are dropped, so all is taken', 'pods', ofSpace('persistentvolumes'), true, 'included_all'],
  ['new filters: kinds of clusters do not touch it', 'pods', { excludedClusterScopedResources: ['*'] }, true, 'included_all'],

  ['volumes of claims', 'persistentvolumes', {}, true, 'related'],
  ['volumes: excluded', 'persistentvolumes', { excludedResources: ['pv'] }, false, 'excluded'],
  ['volumes: no cluster resources', 'persistentvolumes', { includeClusterResources: false }, false, 'cluster_resources_off'],
  ['volumes: all cluster resources', 'persistentvolumes', { includeClusterResources: true, includedResources: ['pods'] }, true, 'related'],
  ['volumes: included kinds without them', 'persistentvolumes', { includedResources: ['pods', 'pvc'] }, false, 'not_included'],
  ['volumes: included kinds with them', 'persistentvolumes', { includedResources: ['pods', 'pv'] }, true, 'included'],
  ['volumes: new filters of other kinds', 'persistentvolumes', { includedClusterScopedResources: ['storageclasses'] }, true, 'related'],
  ['volumes: new filters exclude them', 'persistentvolumes', { excludedClusterScopedResources: ['persistentvolumes'] }, false, 'excluded'],
  ['volumes: new filters exclude all', 'persistentvolumes', { excludedClusterScopedResources: ['*'] }, false, 'excluded'],
  ['volumes: new filters of namespaces do not touch them', 'persistentvolumes', notOfSpace('*'), true, 'related'],
];

describe('coversResource', () => {
  it.each(ROWS)('%s', (_title, resource, changes, covered, rule) => {
    const answer = coversResource(scope(changes), kind(resource));
    expect(answer).toEqual({
      covered,
      rule,
      message: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  it.each([
    ['secrets', 'secret'],
    ['services', 'svc'],
    ['datavolumes.cdi.kubevirt.io', 'dv'],
    ['statefulsets.apps', 'sts'],
    ['virtualmachines.kubevirt.io', 'VirtualMachine'],
    ['scheduledbackups.postgresql.cnpg.io', 'scheduledbackup'],
  ])('resolves %s from %s', (resource, name) => {
    const { covered } = coversResource(
      scope({ excludedResources: [name] }),
      kind(resource),
    );
    expect(covered).toBe(false);
  });

  it('takes a kind that we do not know by its own names', () => {
    const widgets = {
      resource: 'widgets',
      group: 'example.com',
      kind: 'Widget',
      shortNames: ['wd'],
    };
    for (const name of ['widget', 'wd', 'widgets.example', 'wid*']) {
      expect(
        coversResource(scope({ includedResources: [name] }), widgets).rule,
      ).toBe('included');
    }
  });

  describe('with a resource policy', () => {
    const policy = resourcePolicy({
      includeExclude: {
        includedNamespaceScopedResources: ['pods', 'secrets'],
        excludedNamespaceScopedResources: ['configmaps', 'services', 'pv'],
        includedClusterScopedResources: ['nodes'],
        excludedClusterScopedResources: ['pv', 'pods'],
      },
    });

    // prettier-ignore
    it.each<Row>([
      ['what it includes', 'secrets', {}, true, 'included'],
      ['what it excludes', 'configmaps', {}, false, 'excluded'],
      ['what it does not include', 'deployments.apps', {}, false, 'not_included'],
      ['the backup wins where it includes', 'services', ofSpace('svc'), true, 'included'],
      ['the backup wins where it excludes', 'secrets', notOfSpace('secrets'), false, 'excluded'],
      ['of clusters', 'persistentvolumes', {}, false, 'excluded'],
      ['it is not heeded beside old filters', 'configmaps', { includeClusterResources: true }, true, 'included_all'],
    ])('%s', (_title, resource, changes, covered, rule) => {
      expect(
        coversResource(scope(changes), kind(resource), { policy }),
      ).toMatchObject({ covered, rule });
    });
  });
});
