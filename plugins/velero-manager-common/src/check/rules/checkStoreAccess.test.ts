import {
  onboard,
  repositoryAfter,
  SETTINGS,
} from '../../plan/__fixtures__/repositories';
import { checkRepository } from '..';

const clusterOf = (cluster: string) =>
  `environments/production/clusters/${cluster}`;
const FIRST = clusterOf('prod-cluster-01');
const VALUES = `${FIRST}/velero-install/values.yaml`;
const where = { environment: 'production', cluster: 'prod-cluster-01' };
const store = {
  ...where,
  kind: 'storage-location:save',
  name: 'archive',
  provider: 'minio',
  bucket: 'archive',
  region: 'local',
  s3Url: 'https://minio.example.com',
};
const disks = {
  ...where,
  kind: 'snapshot-location:save',
  name: 'disks',
  provider: 'gcp',
  region: 'europe-west3',
};
const credential = (cluster: string, more: object = {}) => ({
  ...where,
  cluster,
  kind: 'credential:save',
  name: 'object-store',
  secretStore: { name: 'vault' },
  remoteKey: 'backups',
  ...more,
});
const enc = 'ENC[AES256_GCM,data:YWJj,iv:YWJj,tag:YWJj,type:str]';
const sops = `apiVersion: v1
kind: Secret
metadata: { name: x, namespace: velero }
stringData: { cloud: '${enc}' }
sops: { mac: '${enc}' }
`;

const second = onboard({ cluster: 'prod-cluster-02' });
const clean = repositoryAfter(onboard());
const LIST = `${FIRST}/velero-config/kustomization.yaml`;
const withSops = new Map(clean)
  .set(`${FIRST}/velero-config/x.yaml`, sops)
  .set(LIST, `${clean.get(LIST)}  - x.yaml\n`);
const withoutInstall = new Map(clean);
withoutInstall.delete(VALUES);

const codesOf = (files: ReadonlyMap<string, string>) =>
  checkRepository(files).map(({ code, severity }) => `${severity} ${code}`);

it.each<[string, Map<string, string>, string]>([
  [
    'a provider whose plug-in is not installed',
    repositoryAfter(onboard(), disks),
    'warning PLUGIN_MISSING',
  ],
  ['an install that is not here', withoutInstall, 'info PLUGIN_NOT_CHECKED'],
  [
    'a store of its own that may not encrypt (T14)',
    repositoryAfter(onboard(), store),
    'info STORAGE_ENCRYPTION_NOT_CHECKED',
  ],
  [
    'one credential for two clusters (T15)',
    repositoryAfter(
      onboard(),
      second,
      credential('prod-cluster-01'),
      credential('prod-cluster-02'),
    ),
    'warning CREDENTIAL_FOR_ALL',
  ],
  ['SOPS under Argo CD', withSops, 'error SOPS_UNDER_ARGOCD'],
  [
    'an address in clear (T12)',
    repositoryAfter(onboard(), { ...store, s3Url: 'http://minio.example.com' }),
    'warning STORAGE_INSECURE',
  ],
])('finds %s', (_, files, expected) => {
  expect(codesOf(files)).toContain(expected);
  expect(codesOf(clean)).not.toContain(expected);
});

it.each<[string, Map<string, string>, RegExp]>([
  [
    'a plug-in that is installed',
    new Map(repositoryAfter(onboard(), disks)).set(
      VALUES,
      `${clean.get(VALUES)}# velero-plugin-for-gcp\n`,
    ),
    /PLUGIN_/,
  ],
  [
    'a store that is told to encrypt',
    repositoryAfter(onboard(), { ...store, serverSideEncryption: 'AES256' }),
    /STORAGE_ENCRYPTION/,
  ],
  [
    'a credential for each cluster',
    repositoryAfter(
      onboard(),
      second,
      credential('prod-cluster-01', { remoteKey: 'backups/01' }),
      credential('prod-cluster-02', { remoteKey: 'backups/02' }),
    ),
    /CREDENTIAL_FOR_ALL/,
  ],
  [
    'SOPS with a plug-in that decrypts',
    new Map(withSops).set(
      '.velero-manager.yaml',
      `${SETTINGS}argocd: { sopsPlugin: sops }\n`,
    ),
    /SOPS/,
  ],
])('says nothing of %s', (_, files, unexpected) => {
  expect(codesOf(files).join()).not.toMatch(unexpected);
});
