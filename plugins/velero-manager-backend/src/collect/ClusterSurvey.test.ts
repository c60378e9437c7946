import { kindDefinitions } from '@velero-manager/backstage-plugin-velero-manager-common';
import { clusterObject } from './__testUtils__/FakeCluster';
import { observe } from './__testUtils__/startCollector';
import { ClusterSurvey, SurveyTopic } from './ClusterSurvey';

function start(given: string[] | null = null) {
  const survey = ClusterSurvey.create(given);
  const told: SurveyTopic[] = [];
  for (const topic of [
    'velero-namespaces',
    'policies',
    'claims',
    'runs',
  ] as const) {
    survey.subscribe(topic, () => told.push(topic));
  }
  return { survey, told };
}

const location = (namespace: string) => clusterObject(namespace, 'default');
const schedule = (name: string, policy: string | null) =>
  clusterObject('velero', name, {
    spec: {
      schedule: '@daily',
      template: policy && {
        resourcePolicy: { kind: 'configmap', name: policy },
      },
    },
  });
const backup = (name: string, status: object, policy?: string) =>
  clusterObject('velero', name, {
    spec: policy ? { resourcePolicy: { kind: 'configmap', name: policy } } : {},
    status,
  });

describe('ClusterSurvey', () => {
  it('finds Velero where its storage locations and schedules are, as they come and go', () => {
    const { survey, told } = start();
    expect(survey.veleroNamespaces()).toBeNull();
    observe(survey, 'Schedule', {
      type: 'replaced',
      objects: [schedule('a', null)],
    });
    expect(survey.veleroNamespaces()).toBeNull();
    observe(survey, 'BackupStorageLocation', {
      type: 'replaced',
      objects: [location('openshift-adp')],
    });
    expect(survey.veleroNamespaces()).toEqual(['openshift-adp', 'velero']);
    observe(survey, 'Backup', {
      type: 'replaced',
      objects: [clusterObject('once', 'a')],
    });
    expect(survey.veleroNamespaces()).toEqual(['openshift-adp', 'velero']);
    const before = told.length;
    observe(survey, 'BackupStorageLocation', {
      type: 'upserted',
      object: location('velero'),
    });
    expect(told).toHaveLength(before);
    observe(survey, 'BackupStorageLocation', {
      type: 'removed',
      namespace: 'openshift-adp',
      name: 'default',
    });
    expect(survey.veleroNamespaces()).toEqual(['velero']);
    expect(told.at(-1)).toBe('velero-namespaces');
  });

  it('believes the configuration', () => {
    const { survey } = start(['backup']);
    observe(survey, 'BackupStorageLocation', {
      type: 'replaced',
      objects: [location('velero')],
    });
    expect(survey.veleroNamespaces()).toEqual(['backup']);
  });

  it('knows a cluster without Velero until it comes', () => {
    const { survey } = start();
    expect(survey.lacksVelero()).toBe(false);
    survey.observeAbsence(kindDefinitions.BackupStorageLocation);
    survey.observeAbsence(kindDefinitions.Schedule);
    expect([survey.lacksVelero(), survey.veleroNamespaces()]).toEqual([
      true,
      [],
    ]);
    observe(survey, 'BackupStorageLocation', { type: 'replaced', objects: [] });
    expect(survey.lacksVelero()).toBe(false);
  });

  it('gathers the policies that schedules and backups name', () => {
    const { survey, told } = start();
    const names = () =>
      survey
        .policies()
        ?.map(({ name }) => name)
        .sort();
    observe(survey, 'Schedule', {
      type: 'replaced',
      objects: [schedule('a', 'volumes'), schedule('b', null)],
    });
    expect(names()).toBeUndefined();
    observe(survey, 'Backup', {
      type: 'replaced',
      objects: [backup('x', {}, 'volumes'), backup('y', {}, 'old')],
    });
    expect(names()).toEqual(['old', 'volumes']);
    observe(survey, 'Schedule', {
      type: 'upserted',
      object: schedule('b', 'more'),
    });
    expect(names()).toEqual(['more', 'old', 'volumes']);
    observe(survey, 'Schedule', {
      type: 'upserted',
      object: schedule('b', null),
    });
    observe(survey, 'Schedule', {
      type: 'removed',
      namespace: 'velero',
      name: 'a',
    });
    expect(names()).toEqual(['old', 'volumes']);
    observe(survey, 'Backup', { type: 'replaced', objects: [] });
    expect(names()).toEqual([]);
    expect(told).toContain('policies');
  });

  it('tells when a run begins, changes and ends, and of nothing else', () => {
    const { survey, told } = start();
    const done = {
      phase: 'Completed',
      completionTimestamp: '2026-01-01T00:05:00Z',
    };
    const upsert = (name: string, status: object) => {
      told.length = 0;
      observe(survey, 'Backup', {
        type: 'upserted',
        object: backup(name, status),
      });
      return told.includes('runs');
    };
    observe(survey, 'Backup', {
      type: 'replaced',
      objects: [backup('old', done), backup('open', { phase: 'InProgress' })],
    });
    expect(told).not.toContain('runs');
    expect(upsert('new', { phase: 'InProgress' })).toBe(true);
    expect(upsert('new', { phase: 'InProgress' })).toBe(false);
    expect(upsert('new', { phase: 'WaitingForPluginOperations' })).toBe(true);
    expect(upsert('new', done)).toBe(true);
    expect(upsert('new', done)).toBe(false);
    expect(upsert('old', done)).toBe(false);
    expect(upsert('open', done)).toBe(true);
  });

  it('knows which namespaces have claims once they were read', () => {
    const { survey, told } = start();
    expect(survey.claimNamespaces()).toBeNull();
    observe(survey, 'PersistentVolumeClaim', {
      type: 'replaced',
      objects: [clusterObject('shop', 'a')],
    });
    observe(survey, 'PersistentVolumeClaim', {
      type: 'upserted',
      object: clusterObject('shop', 'b'),
    });
    observe(survey, 'PersistentVolumeClaim', {
      type: 'upserted',
      object: clusterObject('cart', 'a'),
    });
    expect(survey.claimNamespaces()).toEqual(['cart', 'shop']);
    expect(told.filter(topic => topic === 'claims')).toHaveLength(2);
  });
});
