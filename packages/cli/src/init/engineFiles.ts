import type { RepositoryStart } from './RepositoryStart';
import { scalar } from './scalar';

const FLUX = `# Starting Flux

Once for each cluster, after it was onboarded:

1. Install Flux with its source, kustomize and helm controllers: \`flux install --components source-controller,kustomize-controller,helm-controller\`.
2. For a private repository, make the Secret that \`flux.gitSecret\` in \`.velero-manager.yaml\` names, in the namespace \`flux-system\`.
3. \`kubectl apply -f flux/clusters/<cluster>.yaml\`, and again when that file changes.
`;

/** What the engine is started with, once. @internal */
export function engineFiles(
  start: RepositoryStart,
): [path: string, text: string][] {
  return start.engine === 'argocd'
    ? [['argocd-apps/bootstrap/root-app.yaml', rootApp(start)]]
    : [['flux/bootstrap/README.md', FLUX]];
}

function rootApp({ url, branch }: RepositoryStart): string {
  return `# Applied once by hand: \`kubectl apply -f argocd-apps/bootstrap/root-app.yaml\`.
# From then on it applies itself, the projects, the Applications of teams, and an
# Application for each environment, which in turn carries those of its clusters.
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: velero-bootstrap
  namespace: argocd
spec:
  description: Carries the Applications and projects of this repository
  sourceRepos:
    - ${scalar(url)}
  destinations:
    - server: https://kubernetes.default.svc
      namespace: argocd
  clusterResourceWhitelist: []
  namespaceResourceWhitelist:
    - group: argoproj.io
      kind: Application
    - group: argoproj.io
      kind: ApplicationSet
    - group: argoproj.io
      kind: AppProject
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: velero-root
  namespace: argocd
spec:
  project: velero-bootstrap
  source:
    repoURL: ${scalar(url)}
    targetRevision: ${scalar(branch)}
    path: argocd-apps
    directory:
      recurse: true
      include: '{bootstrap/*.yaml,projects/*.yaml,environments/*.yaml,applications/*.yaml,applicationsets/*.yaml}'
  destination:
    server: https://kubernetes.default.svc
    namespace: argocd
  syncPolicy:
    # Nothing that leaves Git is deleted: removing a cluster is done in two steps.
    automated:
      prune: false
      selfHeal: true
    retry:
      limit: 5
      backoff:
        duration: 10s
        factor: 2
        maxDuration: 3m
`;
}
