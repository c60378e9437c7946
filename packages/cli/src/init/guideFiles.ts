import { type RepositoryStart, startingPolicyOf } from './RepositoryStart';

const POLICY_GUIDE = `# Backup policy guide

- **Name** a schedule \`<scope>-<frequency>\` (\`checkout-hourly\`), its file \`<frequency>-<scope>-<retention>.yaml\` (\`hourly-checkout-30day.yaml\`). At most 45 characters: backups add 15, and their name has to fit into a label.
- **When**: cron with five fields, in UTC. Spread the minutes; Velero runs one backup at a time.
- **What**: name the namespaces, or \`*\` without \`velero\`. A namespace that is named but does not exist makes every run end PartiallyFailed.
- **How long**: \`ttl\`, within the limits of the environment, and longer than the time between two runs.
- **Where**: one prefix in the bucket for each cluster. Clusters that share a prefix see, and delete, each other's backups.
- **Never**: \`template.spec\` (dropped by the server, which then backs up everything), \`skipImmediately: true\` (Velero sets it back, Git sets it again, and slots are skipped).
`;

const TROUBLESHOOTING = `# Troubleshooting

- **\`validate\` says FILE_UNLISTED**: kustomize applies only what its \`kustomization.yaml\` lists; list the file.
- **A schedule is applied, but each run ends FailedValidation**: the storage location is missing, read-only or unavailable; look at \`kubectl -n velero get backupstoragelocations\`.
- **Velero's configuration is never applied**: it waits for the install of the same cluster; look at that first.
- **A schedule stays out of sync**: somebody changed it by hand, or Git sets \`skipImmediately: true\`; take that out.
`;

const EXEMPTIONS = `# What needs no backup, and who said so. The portal reads this file from the
# base branch; CODEOWNERS lets only the security team change it.
#
#   scope     namespace, and where it is narrower: environment, cluster, claims
#   reason    one sentence for whoever finds no backup here one day
#   approver  who decided it
#   expires   a date (its first moment in UTC), or 'never'
exemptions: []
`;

const DAILY = `# Everything but Velero itself, every night at 02:00 UTC, kept for 30 days.
# Copy to environments/<environment>/clusters/<cluster>/velero-config/
# backup-schedules/ and list it in the kustomization.yaml there.
apiVersion: velero.io/v1
kind: Schedule
metadata:
  name: full-daily
  namespace: velero
spec:
  schedule: 0 2 * * *
  template:
    metadata:
      labels:
        app.kubernetes.io/part-of: velero-manager
    includedNamespaces:
      - '*'
    excludedNamespaces:
      - velero
    ttl: 720h0m0s
`;

const MINIO = `# A store that speaks S3. One prefix for each cluster; credentials by reference
# to a Secret that is not in Git.
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata:
  name: default
  namespace: velero
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
spec:
  provider: aws
  default: true
  accessMode: ReadWrite
  objectStorage:
    bucket: backups
    prefix: my-cluster-01
  config:
    region: local
    s3ForcePathStyle: 'true'
    s3Url: https://minio.example.com:9000
  credential:
    name: velero-object-store
    key: cloud
`;

/** What people read, and what they may copy. @internal */
export function guideFiles(
  start: RepositoryStart,
): [path: string, text: string][] {
  return [
    ['README.md', readme(start)],
    ['docs/deployment-guide.md', deploymentGuide(start)],
    ['docs/backup-policy-guide.md', POLICY_GUIDE],
    ['docs/troubleshooting.md', TROUBLESHOOTING],
    ['policies/exemptions.yaml', EXEMPTIONS],
    ['templates/backup-schedules/daily-full-30day.yaml', DAILY],
    ['templates/storage-locations/minio.yaml', MINIO],
  ];
}

function readme(start: RepositoryStart): string {
  const engine = start.engine === 'argocd' ? 'Argo CD' : 'Flux';
  const apps =
    start.engine === 'argocd'
      ? `argocd-apps/bootstrap/root-app.yaml       applied once; carries projects/ and environments/
argocd-apps/environments/<env>-apps.yaml  lists the clusters of an environment
argocd-apps/cluster-apps/<cluster>.yaml   two Applications: install, then config
argocd-apps/applicationsets/              one folder of every cluster, as one ApplicationSet`
      : `flux/bootstrap/                           how Flux is started
flux/clusters/<cluster>.yaml              GitRepository and two Kustomizations: install, then config
flux/clusters/<cluster>/                  what Flux applies for teams, each kept to its namespace`;
  const rows = start.environments.map(name => {
    const { approvals, needsSecurity } = startingPolicyOf(name);
    const who = needsSecurity
      ? 'reviewers, and the security team'
      : 'reviewers';
    return `| ${name} | ${approvals} | ${approvals === 0 ? 'nobody' : who} |`;
  });
  return `# Backups as code

What runs in our clusters to back them up. ${engine} applies what stands on \`${
    start.branch
  }\`; nobody changes a cluster by hand.

\`\`\`text
.velero-manager.yaml                      where this repository is, environments and their policies
environments/<environment>/clusters/<cluster>/
  velero-install/                         leaf 1: namespace, Velero's chart, rights of the portal
  velero-config/                          leaf 2: backup-schedules/, storage-locations/
${apps}
policies/exemptions.yaml                  what needs no backup, and who said so
templates/                                patterns to copy
docs/                                     guides
\`\`\`

There are two leaves for each cluster because a schedule cannot be applied before Velero's kinds are known.

## Changing something

Most changes come from the portal as pull requests. By hand it goes the same way: branch \`feature/...\`, edit, list new files in the \`kustomization.yaml\` beside them, \`npx @velero-manager/cli validate\`, pull request.

| environment | approvals | who |
| --- | --- | --- |
${rows.join('\n')}

The requester never counts as approver. The policies are in \`.velero-manager.yaml\`; \`.github/CODEOWNERS\` follows them.

The base branch is guarded by the ruleset in \`.github/rulesets\`, imported once. It requires \`validate\`, and \`velero-manager/policy\`, which the portal posts:

\`\`\`sh
gh api repos/{owner}/{repo}/rulesets --method POST --input .github/rulesets/base-branch.json
\`\`\`

## What never stands here

Credentials. A storage location names a Secret that an ExternalSecret or a person made in the cluster. \`validate\` refuses anything that looks like a key.
`;
}

function deploymentGuide({ engine }: RepositoryStart): string {
  const once =
    engine === 'argocd'
      ? `## Once, for Argo CD

1. Let Argo CD read this repository, and register each cluster under the address that its Applications name (\`argocd cluster add\`).
2. \`kubectl apply -f argocd-apps/bootstrap/root-app.yaml\`. It carries the projects and one Application for each environment, which carries those of its clusters.`
      : `## Once, for each cluster with Flux

1. Install Flux with its source, kustomize and helm controllers.
2. \`kubectl apply -f flux/clusters/<cluster>.yaml\`, and again when that file changes.`;
  return `# Deployment guide

${once}

## For each cluster

1. Run _Onboard cluster_ in the portal.
2. Make the Secret with the credentials of the object store in Velero's namespace (its name and key are in \`velero-config/storage-locations/\`).
3. Make a token for the portal, \`kubectl -n velero-manager create token portal --duration 8760h\`, and give it to the portal together with the cluster's address.

## Removing a cluster

_Remove a cluster_ in the portal does it in two steps, each a pull request, so that nothing is deleted by accident: the first pauses its schedules and keeps what applies it from pruning, the second takes its files out. Velero and every Backup stay in the cluster until someone deletes them there; backups expire only as long as Velero runs.
`;
}
