import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parseAllDocuments } from 'yaml';
// The judge of our manifests is not the product.
// eslint-disable-next-line no-restricted-imports
import { StrictSchemas } from '../../packages/cli/src/__testUtils__/StrictSchemas';
import { ConfigClone } from '../support/ConfigClone';
import { Fleet } from '../support/fleet';
import { readPrepared } from '../support/prepared';

const COMMAND_LINE = path.join(
  __dirname,
  '../../packages/cli/bin/velero-manager',
);
/** A folder with the CRDs of releases, each in `crds/<project>/`. */
const shared = process.env.VELERO_MANAGER_SHARED;

const fleet = Fleet.find();

/*
 * What the loop and the templates merged, taken as everybody takes it, and
 * judged by others than us.
 */
test.describe('a stock clone of what was merged', () => {
  let clone: ConfigClone;

  test.beforeAll(() => {
    clone = ConfigClone.of({ url: fleet.cloneUrl(), branch: 'main' });
  });
  test.afterAll(() => clone.remove());

  test('has leaves that kubectl builds, those of the loop among them', () => {
    const { services, clusters } = readPrepared();
    const leaves = clone.leaves();
    const production = 'environments/production/clusters';
    const built = new Map(leaves.map(leaf => [leaf, clone.build(leaf)]));
    for (const cluster of clusters) {
      for (const leaf of ['velero-install', 'velero-config']) {
        const objects = built.get(`${production}/${cluster}/${leaf}`) ?? '';
        expect(parseAllDocuments(objects).length).toBeGreaterThan(0);
      }
    }
    const config = built.get(`${production}/prod-cluster-01/velero-config`);
    for (const service of services) {
      expect(config).toContain(`name: ${service}-daily\n`);
    }
  });

  test('passes our own command line', () => {
    execFileSync(process.execPath, [COMMAND_LINE, 'validate', clone.folder]);
  });

  if (shared) {
    test('has no field that the CRDs of the projects do not know', () => {
      // One cluster was removed again, with all that templates had written.
      const { errors, kinds } = StrictSchemas.read(shared).check(
        clone.everMerged(),
      );
      expect(errors).toEqual([]);
      expect(kinds).toEqual(
        expect.arrayContaining([
          'argoproj.io/v1alpha1/AppProject',
          'argoproj.io/v1alpha1/Application',
          'argoproj.io/v1alpha1/ApplicationSet',
          'barmancloud.cnpg.io/v1/ObjectStore',
          'external-secrets.io/v1/ExternalSecret',
          'kustomize.toolkit.fluxcd.io/v1/Kustomization',
          'longhorn.io/v1beta2/BackupTarget',
          'longhorn.io/v1beta2/RecurringJob',
          'monitoring.coreos.com/v1/PrometheusRule',
          'postgresql.cnpg.io/v1/ScheduledBackup',
          'velero.io/v1/BackupStorageLocation',
          'velero.io/v1/Schedule',
          'velero.io/v1/VolumeSnapshotLocation',
        ]),
      );
    });
  }
});
