import { parseIntent } from '../intents';
import { checkRepository } from '../check';
import {
  intentOf,
  onboard,
  repositoryAfter,
  snapshotOf,
} from './__fixtures__/repositories';
import { applyPlan, plan } from '.';

const LEAF = 'environments/production/clusters/prod-cluster-01/velero-config';
const onboarded = repositoryAfter(onboard());
const location = (more: object = {}) => ({
  kind: 'snapshot-location:save',
  environment: 'production',
  cluster: 'prod-cluster-01',
  name: 'disks',
  provider: 'gcp',
  region: 'europe-west3',
  project: 'shop-backups',
  credentialSecret: { name: 'disk-snapshots' },
  ...more,
});

function planned(
  intent: object,
  files: ReadonlyMap<string, string> = onboarded,
) {
  const outcome = plan(intentOf(intent), snapshotOf(files));
  if (outcome.result !== 'planned') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}

it('adds a file of its own, and does nothing the second time', () => {
  const change = planned(location());
  expect(change.title).toBe('Add snapshot location disks to prod-cluster-01');
  expect(change.summary).toContain('of the Secret `disk-snapshots`');
  expect(change.files.map(({ path }) => path)).toEqual([
    `${LEAF}/kustomization.yaml`,
    `${LEAF}/snapshot-locations/gcp-production-europe-west3.yaml`,
  ]);
  expect(change.files[1].content).toMatchInlineSnapshot(`
    "apiVersion: velero.io/v1
    kind: VolumeSnapshotLocation
    metadata:
      name: disks
      namespace: velero
      labels:
        velero-manager.io/cluster: prod-cluster-01
        velero-manager.io/environment: production
      annotations:
        velero-manager.io/change: snapshot-location-save/production/prod-cluster-01/disks
        velero-manager.io/spec-hash: 4d34b33cb2c86ba6935504f1c4b7e38a75ea5a8ac6b049b1f129eaebe7154b01
    spec:
      provider: gcp
      config:
        project: shop-backups
      credential:
        name: disk-snapshots
        key: cloud
    "
  `);
  const files = applyPlan(onboarded, change);
  expect(plan(intentOf(location()), snapshotOf(files))).toEqual({
    result: 'unchanged',
  });
  expect(
    checkRepository(files).filter(({ severity }) => severity === 'error'),
  ).toEqual([]);
});

it.each([
  ['aws', {}, 'region: europe-west3'],
  ['azure', { resourceGroup: 'Disks', apiTimeout: '5m' }, 'apiTimeout: 5m0s'],
])('knows the keys of %s', (provider, more, line) => {
  const { files } = planned(
    location({ provider, project: undefined, ...more }),
  );
  expect(files[1].content).toContain(line);
});

it('changes what was asked for and keeps the rest', () => {
  const files = applyPlan(onboarded, planned(location()));
  const path = `${LEAF}/snapshot-locations/gcp-production-europe-west3.yaml`;
  const text = files.get(path) ?? '';
  files.set(
    path,
    text.replace(
      'project: shop-backups',
      'project: old # ours\n    volumeProject: x',
    ),
  );
  const edit = location({ name: undefined, existing: 'disks' });
  const { content } = planned(edit, files).files[0];
  expect(content).toMatch(
    /project: shop-backups # ours\n\s+volumeProject: x\n/,
  );
  expect(
    plan(
      intentOf({ ...edit, provider: 'aws', project: undefined }),
      snapshotOf(files),
    ),
  ).toMatchObject({
    result: 'conflict',
    path,
    reason: expect.stringMatching(/kept by the provider "gcp"/),
  });
  expect(
    plan(intentOf({ ...edit, existing: 'x' }), snapshotOf(files)),
  ).toMatchObject({
    result: 'conflict',
    reason: expect.stringMatching(/has no snapshot location/),
  });
});

it.each([
  ['no name', location({ name: undefined }), /name is missing/],
  ['a path', location({ name: '../x' }), /name must be/],
  ['no region', location({ region: undefined }), /region is missing/],
  [
    'a key of another cloud',
    location({ apiTimeout: '1m' }),
    /apiTimeout must be left out/,
  ],
  ['a template', location({ project: '${{ secrets.X }}' }), /project must be/],
])('refuses %s', (_, intent, reason) => {
  expect(parseIntent(intent)).toEqual({
    ok: false,
    reason: expect.stringMatching(reason),
  });
});
