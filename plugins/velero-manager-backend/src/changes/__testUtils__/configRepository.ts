import {
  applyPlan,
  parseIntent,
  plan,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ConfigRepository } from '../readConfigRepositories';

const SETTINGS = `layout: 1
repository: { url: 'https://github.com/o/r' }
environments:
  production:
    clusterNames: prod-<nn>
    approvals: 2
    reviewers: [bert]
    teams: [your-org/security]
    retention: { max: 365d }
  staging:
    clusterNames: staging-<nn>
    approvals: 0
`;

const BOOTSTRAP = `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: velero-bootstrap, namespace: argocd }
spec:
  sourceRepos: ['https://github.com/o/r']
  destinations: [{ server: 'https://kubernetes.default.svc', namespace: argocd }]
`;

/** To bring a cluster under the repository. */
export const onboardIntent = (cluster: string) => ({
  kind: 'cluster:onboard',
  environment: 'production',
  cluster,
  server: `https://${cluster}.example.com:6443`,
  storage: {
    provider: 'aws',
    bucket: 'backups',
    region: 'eu-central-1',
    credentialSecret: { name: 'object-store' },
  },
});

/** To back up the namespace `checkout` of `prod-01`. */
export const scheduleIntent = (more: object = {}) => ({
  kind: 'schedule:save',
  environment: 'production',
  cluster: 'prod-01',
  scope: 'checkout',
  frequency: 'hourly',
  cron: '0 * * * *',
  includedNamespaces: ['checkout'],
  retention: '30d',
  ...more,
});

/** The files of a config repository that holds the cluster `prod-01`. */
export function configRepositoryFiles(): Record<string, string> {
  const files = new Map([
    ['.velero-manager.yaml', SETTINGS],
    ['argocd-apps/bootstrap/root-app.yaml', BOOTSTRAP],
  ]);
  const intent = parseIntent(onboardIntent('prod-01'));
  if (!intent.ok) throw new Error(intent.reason);
  const planned = plan(intent.value, {
    revision: 'none',
    files,
    truncated: false,
  });
  if (planned.result !== 'planned') throw new Error(JSON.stringify(planned));
  return Object.fromEntries(applyPlan(files, planned.plan));
}

/** That repository as app-config names it. */
export const configRepository: ConfigRepository = {
  name: 'main',
  url: 'https://github.com/o/r',
  owner: 'o',
  repo: 'r',
  branch: 'main',
  engine: null,
  scope: { environments: null, clusters: null },
};
