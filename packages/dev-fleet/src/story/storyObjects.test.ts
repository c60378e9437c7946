import { join } from 'node:path';
import { KubeObject } from '../apiserver/KubeObject';
import { CLAIMS, VOLUMES } from '../volumes/createVolume';
import {
  BACKUPS,
  DATA_UPLOADS,
  POD_VOLUME_BACKUPS,
  SCHEDULES,
} from '../velero/types';
import { CrdValidator } from './__testUtils__/CrdValidator';
import { tellStory } from './__testUtils__/tellStory';
import { FleetMember } from './FleetMember';

jest.setTimeout(120_000);

const shared = process.env.VELERO_MANAGER_SHARED;

describe('the objects of the story', () => {
  let members: FleetMember[];

  beforeAll(async () => {
    members = await tellStory(new Date('2026-11-25T10:07:00Z'));
  });

  const all = (resource: string): { cluster: string; object: KubeObject }[] =>
    members.flatMap(({ server }) =>
      server.kinds.has(resource)
        ? server.store
            .list(resource)
            .map(object => ({ cluster: server.name, object }))
        : [],
    );
  const isThere = (cluster: string, resource: string, uid: unknown) =>
    all(resource).some(
      each => each.cluster === cluster && each.object.metadata.uid === uid,
    );

  it('copies volumes for backups that are there', () => {
    const copies = [...all(POD_VOLUME_BACKUPS), ...all(DATA_UPLOADS)];
    expect(copies.length).toBeGreaterThan(200);
    const orphans = copies.filter(
      ({ cluster, object: { metadata } }) =>
        !isThere(cluster, BACKUPS, metadata.labels?.['velero.io/backup-uid']),
    );
    expect(orphans).toEqual([]);
  });

  it('binds every claim to a volume', () => {
    const claims = all(CLAIMS);
    expect(claims.length).toBeGreaterThan(10);
    for (const { cluster, object } of claims) {
      const { uid } = object.metadata;
      const [volume] = all(VOLUMES).filter(
        each =>
          each.cluster === cluster &&
          each.object.metadata.name === object.spec?.volumeName,
      );
      expect(volume.object.spec?.claimRef).toMatchObject({ uid });
    }
  });

  // The real CRDs are not part of this repository.
  if (shared) {
    it('are what the real CRDs ask for, without an unknown field', () => {
      const validator = CrdValidator.load(join(shared, 'crds'));
      const problems = new Map<string, string>();
      const checked = new Set<string>();
      for (const { server } of members) {
        for (const { groupResource } of server.kinds.kinds()) {
          for (const object of server.store.list(groupResource)) {
            const found = validator.problemsOf(object);
            if (found) checked.add(groupResource);
            found?.forEach(problem =>
              problems.set(problem.replace(/'.*?'/, groupResource), problem),
            );
          }
        }
      }
      expect([...problems.values()]).toEqual([]);

      // There is no such level, and servers prune it without a word.
      const [{ object }] = all(SCHEDULES);
      const spec = { ...object.spec, template: { spec: {} } };
      expect(validator.problemsOf({ ...object, spec })).toEqual([
        expect.stringContaining('"additionalProperty":"spec"'),
      ]);
      expect(checked.size).toBeGreaterThan(25);
    });
  }
});
