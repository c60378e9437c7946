import type { Authored } from '../support/authored';
import type { SeenObject } from '../support/KubeCluster';
import type { TemplateForm } from '../support/TemplateForm';

/** One template, from the button that opens it to what a cluster makes of it. */
export interface TemplateCase {
  /** Default: called like the case. */
  template?: string;
  /** Whose page has the button; default: the prepared cluster. */
  page?: string;
  button: string;
  /** Values that lists of objects take many clicks to fill in. */
  values?: object;
  /** What a person types, page by page up to the preview. */
  fill?: (form: TemplateForm) => Promise<void>;
  /** A file of the preview, and a line of it. */
  preview: [file: string, line: string];
  /** The step at which its journey ends. */
  end: string;
  /** The object in the cluster, and when it is accepted. */
  object: ObjectPlace;
  isAccepted: (object: SeenObject | null) => boolean;
  /** Where the object is; default: the cluster of the page. */
  at?: string;
  /** What is still in the cluster of the page then. */
  stays?: ObjectPlace[];
}

type ObjectPlace = [resource: string, namespace: string, name: string];

const ARGOCD_CLUSTER = 'prod-cluster-01';
const FLUX_CLUSTER = 'staging-cluster-01';
const APPLIED = 'Applied to the cluster';
const ACCEPTED = 'Accepted by the controller';

const hasCondition = (object: SeenObject | null, wanted: string) =>
  object?.status?.conditions?.some(
    ({ type, status }) => type === wanted && status === 'True',
  ) ?? false;
/** Conditions of an Application are problems, and have no status. */
const hasProblem = (object: SeenObject | null, wanted: string) =>
  object?.status?.conditions?.some(({ type }) => type === wanted) ?? false;
const isThere = (object: SeenObject | null) => object !== null;
const isSynced = (object: SeenObject | null) =>
  (object?.status?.sync as { status?: string } | undefined)?.status ===
  'Synced';

/**
 * By the name of the template, without its prefix, in the order in which each
 * has what it needs.
 */
export const templateCases: Record<
  string,
  (authored: Authored) => TemplateCase
> = {
  'save-credential': () => ({
    button: 'Save credential',
    values: {
      secretStore: { kind: 'ClusterSecretStore', name: 'vault' },
      remoteKey: 'velero/archive',
    },
    fill: form => form.fill('Name of the Secret', 'archive-store'),
    preview: ['credentials/archive-store.yaml', '+kind: ExternalSecret'],
    end: 'Merged',
    object: ['externalsecrets', 'velero', 'archive-store'],
    isAccepted: object => hasCondition(object, 'Ready'),
  }),
  'save-storage-location': ({ cluster }) => ({
    button: 'Save storage location',
    values: { credentialSecret: { name: 'archive-store' } },
    fill: async form => {
      await form.fill('Name', 'archive');
      await form.choose('Provider', 'aws');
      await form.fill('Bucket', 'shop-backups');
      await form.fill('Folder in the bucket', `${cluster}-archive`);
      await form.fill('Region', 'eu-central-1');
    },
    preview: ['storage-locations/aws-s3-', '+kind: BackupStorageLocation'],
    end: ACCEPTED,
    object: ['backupstoragelocations', 'velero', 'archive'],
    isAccepted: object => object?.status?.phase === 'Available',
  }),
  'save-snapshot-location': () => ({
    button: 'Save snapshot location',
    fill: async form => {
      await form.fill('Name', 'disks');
      await form.choose('Provider', 'aws');
      await form.fill('Region', 'eu-central-1');
    },
    preview: ['snapshot-locations/', '+kind: VolumeSnapshotLocation'],
    end: 'Merged',
    object: ['volumesnapshotlocations', 'velero', 'disks'],
    isAccepted: isThere,
  }),
  'protect-postgres': () => ({
    button: 'Back up database “ledger”',
    values: { credentialSecret: { name: 'ledger-store' } },
    fill: async form => {
      await form.next();
      await form.fill('Cron text', '0 2 * * *');
      await form.fill('Recoverable for', '30d');
      await form.fill('Place', 's3://shop-databases/ledger');
    },
    preview: ['scheduled-backups/', '+  schedule: 0 0 2 * * *'],
    end: ACCEPTED,
    object: ['scheduledbackups', 'apps', 'ledger'],
    isAccepted: object => Boolean(object?.status?.nextScheduleTime),
  }),
  'protect-longhorn': ({ cluster }) => ({
    button: 'Back up volumes',
    values: { groups: ['default'], retain: 7, cron: '0 3 * * *' },
    fill: async form => {
      await form.fill('Job', 'nightly');
      await form.next();
      await form.fill('Place', `s3://shop-longhorn@eu-central-1/${cluster}/`);
    },
    preview: ['recurring-jobs/nightly.yaml', '+kind: RecurringJob'],
    end: ACCEPTED,
    object: ['backuptargets', 'longhorn-system', 'default'],
    isAccepted: object =>
      object?.status?.available === true &&
      object.spec?.backupTargetURL ===
        `s3://shop-longhorn@eu-central-1/${cluster}/`,
  }),
  'pause-schedule': () => ({
    button: 'Pause “full-weekly”',
    fill: form => form.fill('Reason', 'The store moves'),
    preview: ['weekly-full', '+  paused: true'],
    end: ACCEPTED,
    object: ['schedules', 'velero', 'full-weekly'],
    isAccepted: object => object?.spec?.paused === true,
  }),
  'remove-schedule': () => ({
    button: 'Remove “full-weekly”',
    preview: ['weekly-full', '-kind: Schedule'],
    end: APPLIED,
    object: ['schedules', 'velero', 'full-weekly'],
    isAccepted: object => object === null,
  }),
  'save-argocd-project': ({ service }) => ({
    page: ARGOCD_CLUSTER,
    button: 'Save project',
    values: {
      repositories: [`https://github.com/your-org/${service}`],
      destinations: [
        {
          server: `https://${ARGOCD_CLUSTER}.example.com:6443`,
          namespace: service,
        },
      ],
    },
    fill: form => form.fill('Name', service),
    preview: [`projects/${service}.yaml`, '+kind: AppProject'],
    end: APPLIED,
    object: ['appprojects', 'argocd', service],
    isAccepted: isThere,
  }),
  'save-argocd-application': ({ service }) => ({
    page: ARGOCD_CLUSTER,
    button: 'Save application',
    fill: async form => {
      await form.fill('Name', service);
      await form.fill('Project', service);
      await form.fill('Repository', `https://github.com/your-org/${service}`);
      await form.fill('Folder', 'deploy');
      await form.fill(
        'API server',
        `https://${ARGOCD_CLUSTER}.example.com:6443`,
      );
      await form.fill('Namespace', service);
    },
    preview: [`applications/${service}.yaml`, '+kind: Application'],
    end: ACCEPTED,
    object: ['applications', 'argocd', service],
    isAccepted: isSynced,
  }),
  'save-argocd-applicationset': ({ folder }) => ({
    page: ARGOCD_CLUSTER,
    button: 'Save application set',
    values: { syncOptions: ['CreateNamespace=true'] },
    fill: async form => {
      await form.fill('Name', folder);
      await form.fill('Folder', folder);
      await form.fill('Project', folder);
      await form.fill('Namespace', folder);
    },
    preview: [`applicationsets/${folder}.yaml`, '+kind: ApplicationSet'],
    end: ACCEPTED,
    // What the controller made of the one cluster that has the folder.
    object: ['applications', 'argocd', `${ARGOCD_CLUSTER}-${folder}`],
    isAccepted: isSynced,
    stays: [['configmaps', folder, folder]],
  }),
  'save-flux-kustomization': ({ fluxService }) => ({
    page: FLUX_CLUSTER,
    button: 'Save Kustomization',
    fill: async form => {
      await form.fill('Name', fluxService);
      await form.fill('Namespace', fluxService);
      await form.fill(
        'Repository',
        `https://github.com/your-org/${fluxService}`,
      );
      await form.fill('Folder', 'deploy');
    },
    preview: [
      `flux/clusters/${FLUX_CLUSTER}/${fluxService}.yaml`,
      '+kind: Kustomization',
    ],
    end: ACCEPTED,
    object: ['kustomizations', fluxService, fluxService],
    isAccepted: object => hasCondition(object, 'Ready'),
    stays: [['configmaps', fluxService, fluxService]],
  }),
  'save-alert-rules': ({ cluster }) => ({
    button: 'Save alert rules',
    fill: form => form.fill('Label of clusters', 'cluster'),
    preview: [`alert-rules/${cluster}.yaml`, '+kind: PrometheusRule'],
    end: 'Merged',
    at: ARGOCD_CLUSTER,
    object: ['prometheusrules', 'monitoring', `velero-${cluster}`],
    isAccepted: isThere,
  }),
  'remove-cluster': ({ cluster }) => ({
    button: 'Remove cluster',
    fill: form => form.pick('pause'),
    preview: [`cluster-apps/${cluster}.yaml`, 'prune: false'],
    end: ACCEPTED,
    object: ['schedules', 'velero', 'full-daily'],
    isAccepted: object => object?.spec?.paused === true,
  }),
  'remove-cluster, its second step,': ({ cluster }) => ({
    template: 'remove-cluster',
    button: 'Remove cluster',
    fill: form => form.pick('delete'),
    preview: [`cluster-apps/${cluster}.yaml`, '-kind: Application'],
    end: 'Merged',
    // Argo CD finds nothing to apply any more, and takes nothing away (ADR 29).
    at: ARGOCD_CLUSTER,
    object: ['applications', 'argocd', `${cluster}-velero-config`],
    isAccepted: object => hasProblem(object, 'ComparisonError'),
    stays: [
      ['schedules', 'velero', 'full-daily'],
      ['backupstoragelocations', 'velero', 'archive'],
      ['scheduledbackups', 'apps', 'ledger'],
      ['deployments', 'velero', 'velero'],
    ],
  }),
};
