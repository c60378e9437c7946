import { z } from 'zod/v3';
import { label } from './fields';
import {
  azureResourceGroup,
  azureSubscriptionId,
  Complaint,
  credentialSecret,
  existingName,
  newName,
  refineNaming,
  refineProvider,
  shortDuration,
} from './storeFields';

const PROJECT = /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/;

/** Whose disks are snapshotted through the API of their cloud. @public */
export const snapshotProviders = ['aws', 'azure', 'gcp'] as const;
/** @public */
export type SnapshotProvider = (typeof snapshotProviders)[number];

const FIELDS_OF: Record<SnapshotProvider, readonly string[]> = {
  aws: [],
  azure: ['resourceGroup', 'subscriptionId', 'apiTimeout'],
  gcp: ['project', 'snapshotLocation'],
};

/**
 * The fields of {@link snapshotLocationSaveIntentSchema}, without the rules
 * between them.
 *
 * @internal
 */
export const snapshotLocationSaveFields = z
  .object({
    kind: z.literal('snapshot-location:save'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The cluster whose volumes are snapshotted.'),
    existing: existingName('snapshot location'),
    name: newName('snapshot location'),
    provider: z
      .enum(snapshotProviders)
      .describe(
        'The cloud of the disks: Amazon EBS, Azure or Google Cloud. Snapshots through CSI need no location.',
      ),
    region: label()
      .optional()
      .describe(
        "The region of the disks, such as 'eu-central-1'. A new file is named after it.",
      ),
    resourceGroup: azureResourceGroup(),
    subscriptionId: azureSubscriptionId(),
    apiTimeout: shortDuration()
      .optional()
      .describe('Azure: how long a call may take.'),
    project: z
      .string()
      .regex(PROJECT, 'must be the id of a project')
      .optional()
      .describe(
        "Google Cloud: the project that keeps the snapshots, where it is not the disks' own.",
      ),
    snapshotLocation: label()
      .optional()
      .describe('Google Cloud: where the snapshots are kept.'),
    credentialSecret: credentialSecret().optional(),
  })
  .strict();

/**
 * To add a snapshot location of Velero (named by `name`) or to change one (named
 * by `existing`).
 *
 * @public
 */
export const snapshotLocationSaveIntentSchema =
  snapshotLocationSaveFields.superRefine((intent, context) => {
    const complain: Complaint = (field, message) =>
      context.addIssue({ code: 'custom', path: [field], message });
    refineNaming(intent, complain);
    refineProvider(intent, FIELDS_OF, complain);
    if (intent.existing === undefined && intent.region === undefined) {
      complain('region', 'is missing');
    }
  });

/** @public */
export type SnapshotLocationSaveIntent = z.infer<
  typeof snapshotLocationSaveIntentSchema
>;
