import { Intent, parseIntent } from '../../intents';
import type { RepositorySnapshot } from '../../snapshot';
import { applyPlan } from '../finishPlan';
import { plan } from '../plan';

export const SETTINGS = `layout: 1
repository: { url: 'https://git.example.com/shop/backups' }
environments:
  production:
    clusterNames: prod-cluster-<nn>
    approvals: 2
    retention: { min: 1d, max: 365d }
  staging:
    engine: flux
    approvals: 1
`;

/** What carries the Applications; made once by hand. */
const BOOTSTRAP = `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: velero-bootstrap, namespace: argocd }
spec:
  sourceRepos: ['https://git.example.com/shop/backups']
  destinations: [{ server: 'https://kubernetes.default.svc', namespace: argocd }]
`;

/** An intent that must be valid. */
export function intentOf(value: object): Intent {
  const read = parseIntent(value);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

export const onboard = (more: object = {}) => ({
  kind: 'cluster:onboard',
  environment: 'production',
  cluster: 'prod-cluster-01',
  server: 'https://prod-cluster-01.example.com:6443',
  storage: {
    provider: 'aws',
    bucket: 'shop-backups',
    region: 'eu-central-1',
    credentialSecret: { name: 'object-store' },
  },
  ...more,
});

export const save = (more: object = {}) => ({
  kind: 'schedule:save',
  environment: 'production',
  cluster: 'prod-cluster-01',
  scope: 'checkout',
  frequency: 'hourly',
  cron: '0 * * * *',
  includedNamespaces: ['checkout'],
  retention: '30d',
  ...more,
});

export const protectLonghorn = (more: object = {}) => ({
  kind: 'longhorn-backup:save',
  environment: 'production',
  cluster: 'prod-cluster-01',
  job: 'nightly',
  groups: ['default'],
  cron: '0 2 * * *',
  retain: 14,
  targetUrl: 's3://shop-volumes@eu-central-1/prod-cluster-01/',
  credentialSecret: 'longhorn-object-store',
  ...more,
});

export const protectPostgres = (more: object = {}) => ({
  kind: 'postgres-backup:save',
  environment: 'production',
  cluster: 'prod-cluster-01',
  namespace: 'payments',
  database: 'ledger',
  cron: '0 1 * * *',
  retention: '30d',
  destinationPath: 's3://shop-databases/prod-cluster-01',
  credentialSecret: { name: 'ledger-object-store' },
  ...more,
});

export function snapshotOf(
  files: ReadonlyMap<string, string> | Record<string, string>,
  revision = 'abc',
): RepositorySnapshot {
  return {
    revision,
    truncated: false,
    files: files instanceof Map ? files : new Map(Object.entries(files)),
  };
}

/** A new repository after these intents were carried out one after the other. */
export function repositoryAfter(...intents: object[]): Map<string, string> {
  const files = new Map([
    ['.velero-manager.yaml', SETTINGS],
    ['argocd-apps/bootstrap/root-app.yaml', BOOTSTRAP],
  ]);
  return filesAfter(files, ...intents);
}

/** The files after these intents were carried out one after the other. */
export function filesAfter(
  files: ReadonlyMap<string, string>,
  ...intents: object[]
): Map<string, string> {
  return intents.reduce<Map<string, string>>((before, intent) => {
    const planned = plan(intentOf(intent), snapshotOf(before));
    if (planned.result !== 'planned') throw new Error(JSON.stringify(planned));
    return applyPlan(before, planned.plan);
  }, new Map(files));
}
