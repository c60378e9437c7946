import type { Authored } from '../support/authored';
import type { SeenObject } from '../support/KubeCluster';
import type { TemplateForm } from '../support/TemplateForm';

/** One template, from the button that opens it to what a cluster makes of it. */
export interface TemplateCase {
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
  object: [resource: string, namespace: string, name: string];
  isAccepted: (object: SeenObject | null) => boolean;
}

const ARGOCD_CLUSTER = 'prod-cluster-01';
const APPLIED = 'Applied to the cluster';
const ACCEPTED = 'Accepted by the controller';

const hasCondition = (object: SeenObject | null, wanted: string) =>
  object?.status?.conditions?.some(
    ({ type, status }) => type === wanted && status === 'True',
  ) ?? false;
const isThere = (object: SeenObject | null) => object !== null;

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
      await form.fill('Base backups', '0 2 * * *');
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
    isAccepted: object =>
      (object?.status?.sync as { status?: string } | undefined)?.status ===
      'Synced',
  }),
  'remove-cluster': ({ cluster }) => ({
    button: 'Remove cluster',
    fill: form => form.pick('pause'),
    preview: [`cluster-apps/${cluster}.yaml`, 'prune: false'],
    end: ACCEPTED,
    object: ['schedules', 'velero', 'full-daily'],
    isAccepted: object => object?.spec?.paused === true,
  }),
};
