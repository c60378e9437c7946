import { stringify } from 'yaml';

const HUB = 'prod-cluster-01';
const ARGOCD = 'argoproj.io/v1alpha1';

/** Where files stand in the config repository, and how it is called there. */
interface Wanted {
  /** Of the folder, of its project, and of the namespace it is applied to. */
  name: string;
  repository: string;
}

/**
 * A folder of a cluster that nothing applies yet, and the project by which it
 * may be: as a platform team writes them without the portal.
 */
export function handMadeFolder(wanted: Wanted): Record<string, string> {
  const { name } = wanted;
  const leaf = `environments/production/clusters/${HUB}/${name}`;
  return {
    ...projectFile(wanted, { group: '', kind: 'ConfigMap' }),
    [`${leaf}/kustomization.yaml`]: kustomization('config.yaml'),
    [`${leaf}/config.yaml`]: stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: name },
      data: { RETENTION: '15d' },
    }),
  };
}

/**
 * Alert rules of production, and what applies them to the cluster in which its
 * Prometheus runs.
 */
export function handMadeAlerts(wanted: Wanted): Record<string, string> {
  const { name, repository } = wanted;
  const rules = { group: 'monitoring.coreos.com', kind: 'PrometheusRule' };
  const shared = 'environments/production/shared';
  return {
    ...projectFile(wanted, rules),
    [`${shared}/kustomization.yaml`]: kustomization('watchdog.yaml'),
    [`${shared}/watchdog.yaml`]: stringify({
      apiVersion: `${rules.group}/v1`,
      kind: rules.kind,
      metadata: { name: 'watchdog', namespace: name },
      spec: {
        groups: [
          {
            name: 'watchdog',
            rules: [{ alert: 'Watchdog', expr: 'vector(1)' }],
          },
        ],
      },
    }),
    [`argocd-apps/applications/${name}.yaml`]: stringify({
      apiVersion: ARGOCD,
      kind: 'Application',
      metadata: { name, namespace: 'argocd' },
      spec: {
        project: name,
        source: {
          repoURL: repository,
          targetRevision: 'main',
          path: shared,
        },
        destination: { server: serverOf(HUB), namespace: name },
        syncPolicy: {
          automated: { prune: false, selfHeal: true },
          syncOptions: ['CreateNamespace=true'],
        },
      },
    }),
  };
}

function projectFile({ name, repository }: Wanted, kind: object) {
  return {
    [`argocd-apps/projects/${name}.yaml`]: stringify({
      apiVersion: ARGOCD,
      kind: 'AppProject',
      metadata: { name, namespace: 'argocd' },
      spec: {
        sourceRepos: [repository],
        destinations: [{ server: serverOf(HUB), namespace: name }],
        clusterResourceWhitelist: [],
        namespaceResourceWhitelist: [kind],
      },
    }),
  };
}

function kustomization(file: string): string {
  return stringify({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [file],
  });
}

function serverOf(cluster: string): string {
  return `https://${cluster}.example.com:6443`;
}
