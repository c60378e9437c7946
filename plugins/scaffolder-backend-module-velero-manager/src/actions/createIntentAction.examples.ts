import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import type { IntentKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { stringify } from 'yaml';

/** @internal */
export const hourlyCheckout = {
  environment: 'production',
  cluster: 'prod-cluster-01',
  scope: 'checkout',
  frequency: 'hourly',
  cron: '0 * * * *',
  includedNamespaces: ['checkout'],
  retention: '7d',
};

const checkoutHourly = {
  environment: 'production',
  cluster: 'prod-cluster-01',
  existing: 'checkout-hourly',
};

const checkoutOnFlux = {
  environment: 'staging',
  cluster: 'staging-cluster-01',
  name: 'checkout',
  namespace: 'checkout',
};

/** @internal */
export const ledgerDatabase = {
  environment: 'production',
  cluster: 'prod-cluster-01',
  namespace: 'payments',
  database: 'ledger',
  cron: '0 1 * * *',
  retention: '30d',
  destinationPath: 's3://shop-databases/prod-cluster-01',
  credentialSecret: { name: 'ledger-object-store' },
};

/** @internal */
export const nightlyJob = {
  environment: 'production',
  cluster: 'prod-cluster-01',
  job: 'nightly',
  groups: ['default'],
  cron: '0 2 * * *',
  retain: 14,
  targetUrl: 's3://shop-volumes@eu-central-1/prod-cluster-01/',
  credentialSecret: 'longhorn-object-store',
};

/** @internal */
export const examples: Record<IntentKind, TemplateExample[]> = {
  'schedule:save': [
    {
      description: 'Back up a namespace every hour',
      example: step('schedule:save', 'Add the schedule', hourlyCheckout),
    },
    {
      description: 'Keep the backups of an existing schedule for longer',
      example: step('schedule:save', 'Change the schedule', {
        environment: 'production',
        cluster: 'prod-cluster-01',
        existing: 'checkout-hourly',
        cron: '0 * * * *',
        includedNamespaces: ['checkout'],
        retention: '30d',
      }),
    },
  ],
  'schedule:pause': [
    {
      description: 'Pause a schedule while its database moves',
      example: step('schedule:pause', 'Pause the schedule', {
        ...checkoutHourly,
        paused: true,
        reason: 'The database moves to new volumes',
      }),
    },
    {
      description: 'Let a schedule run again',
      example: step('schedule:pause', 'Resume the schedule', {
        ...checkoutHourly,
        paused: false,
      }),
    },
  ],
  'schedule:delete': [
    {
      description: 'Remove a schedule; its backups stay until they expire',
      example: step('schedule:delete', 'Remove the schedule', checkoutHourly),
    },
  ],
  'argocd-project:save': [
    {
      description: 'Let a team apply its repository to its namespace',
      example: step('argocd-project:save', 'Add the project', {
        environment: 'production',
        name: 'shop',
        repositories: ['https://github.com/your-org/checkout'],
        destinations: [
          {
            server: 'https://prod-cluster-01.example.com:6443',
            namespace: 'checkout',
          },
        ],
      }),
    },
  ],
  'argocd-application:save': [
    {
      description: 'Let Argo CD apply an application of a team',
      example: step('argocd-application:save', 'Add the application', {
        environment: 'production',
        name: 'checkout',
        project: 'shop',
        repository: 'https://github.com/your-org/checkout',
        path: 'deploy/production',
        server: 'https://prod-cluster-01.example.com:6443',
        namespace: 'checkout',
      }),
    },
  ],
  'argocd-applicationset:save': [
    {
      description: 'Let Argo CD apply a folder of every cluster',
      example: step('argocd-applicationset:save', 'Add the application set', {
        environment: 'production',
        name: 'monitoring',
        folder: 'monitoring',
        project: 'platform',
        namespace: 'monitoring',
      }),
    },
  ],
  'flux-kustomization:save': [
    {
      description: "Let Flux apply a team's own repository to its namespace",
      example: step('flux-kustomization:save', 'Add the kustomization', {
        ...checkoutOnFlux,
        repository: 'https://github.com/your-org/checkout',
        gitSecret: 'checkout-git',
        path: 'deploy/staging',
      }),
    },
    {
      description: 'Let Flux apply a folder of the config repository',
      example: step('flux-kustomization:save', 'Add the kustomization', {
        ...checkoutOnFlux,
        path: 'teams/checkout',
        dependsOn: ['staging-cluster-01-velero-config'],
      }),
    },
  ],
  'cluster:onboard': [
    {
      description:
        'Onboard a cluster with the schedules that are offered by default',
      example: step('cluster:onboard', 'Onboard the cluster', {
        environment: 'production',
        cluster: 'prod-cluster-03',
        title: 'Production 03',
        server: 'https://prod-cluster-03.example.com:6443',
        storage: {
          provider: 'aws',
          bucket: 'velero-prod-cluster-03',
          region: 'eu-central-1',
          credentialSecret: { name: 'velero-credentials' },
        },
      }),
    },
  ],
  'alert-rules:save': [
    {
      description:
        'Be alerted of failed, late and missing backups of a cluster',
      example: step('alert-rules:save', 'Save the alert rules', {
        environment: 'production',
        cluster: 'prod-cluster-01',
        clusterLabel: 'cluster',
        labels: { release: 'kube-prometheus-stack' },
      }),
    },
  ],
  'longhorn-backup:save': [
    {
      description: 'Back up all volumes of Longhorn every night',
      example: step('longhorn-backup:save', 'Protect the volumes', nightlyJob),
    },
  ],
  'postgres-backup:save': [
    {
      description: 'Protect a database with the Barman Cloud plugin',
      example: step(
        'postgres-backup:save',
        'Protect the database',
        ledgerDatabase,
      ),
    },
    {
      description: 'Protect a database whose operator has no plugin',
      example: step('postgres-backup:save', 'Protect the database', {
        ...ledgerDatabase,
        method: 'barmanObjectStore',
      }),
    },
  ],
  'credential:save': [
    {
      description: 'Fetch the credentials of a store with External Secrets',
      example: step('credential:save', 'Add the credentials', {
        environment: 'production',
        cluster: 'prod-cluster-01',
        name: 'velero-archive-store',
        secretStore: { name: 'vault' },
        remoteKey: 'backup/prod-cluster-01',
        form: 'aws-keys',
        accessKeyProperty: 'accessKeyId',
        secretKeyProperty: 'secretAccessKey',
      }),
    },
  ],
  'snapshot-location:save': [
    {
      description: 'Take snapshots of disks of Amazon EBS',
      example: step('snapshot-location:save', 'Add the snapshot location', {
        environment: 'production',
        cluster: 'prod-cluster-01',
        name: 'disks',
        provider: 'aws',
        region: 'eu-central-1',
      }),
    },
  ],
  'cluster:remove': [
    {
      description: 'Pause a cluster that is to go; nothing is deleted',
      example: step('cluster:remove', 'Pause the cluster', {
        environment: 'production',
        cluster: 'prod-cluster-02',
        step: 'pause',
        reason: 'Its services moved to prod-cluster-01',
      }),
    },
    {
      description: 'Delete its files, once the pause is merged and applied',
      example: step('cluster:remove', 'Remove the cluster', {
        environment: 'production',
        cluster: 'prod-cluster-02',
        step: 'delete',
      }),
    },
  ],
  'storage-location:save': [
    {
      description: 'Keep backups in a store that speaks S3',
      example: step('storage-location:save', 'Add the storage location', {
        environment: 'production',
        cluster: 'prod-cluster-01',
        name: 'archive',
        provider: 'minio',
        bucket: 'archive-backups',
        region: 'local',
        s3Url: 'https://minio.example.com:9000',
        credentialSecret: { name: 'velero-archive-store' },
      }),
    },
    {
      description: 'Make an existing location the default',
      example: step('storage-location:save', 'Change the storage location', {
        environment: 'production',
        cluster: 'prod-cluster-01',
        existing: 'ledger',
        provider: 'aws',
        bucket: 'ledger-backups',
        default: true,
      }),
    },
  ],
};

function step(kind: IntentKind, name: string, input: object): string {
  return stringify({
    steps: [{ id: 'propose', name, action: `velero-manager:${kind}`, input }],
  });
}
