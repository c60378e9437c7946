/** An AppProject of a team that may deploy to its own namespace. */
export const argocdProject = (name: string) => `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: ${name}
  namespace: argocd
spec:
  sourceRepos:
    - https://git.example.com/shop/*
  destinations:
    - server: https://prod-cluster-01.example.com:6443
      namespace: checkout
`;
