import { z } from 'zod/v3';
import { label, objectName } from './fields';

/*
 * What places for backups are described by, whatever intent speaks of them.
 * The keys of each provider are those that its plug-in accepts: Velero refuses a
 * location with a key in `config` that the plug-in does not know.
 */

const SECRET_KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const DURATION = /^[1-9][0-9]{0,4}[smh]$/;
const ENVIRONMENT_VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const SUBSCRIPTION =
  /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
const RESOURCE_GROUP = /^[-A-Za-z0-9_.()]{0,89}[-A-Za-z0-9_()]$/;

/** A key of a Secret that is not in Git. @internal */
export const secretKeyRef = (fallback: string) =>
  z
    .object({
      name: objectName().describe('The Secret in the namespace of Velero.'),
      key: z
        .string()
        .regex(SECRET_KEY, 'must be the key of a Secret')
        .default(fallback)
        .describe('The key in it.'),
    })
    .strict();

/** Credentials by reference. @internal */
export const credentialSecret = () =>
  secretKeyRef('cloud').describe(
    'The Secret, made outside of Git, in which Velero finds its credentials; leave out where Velero has an identity of the cloud itself.',
  );

/** The name of a new object of this kind. @internal */
export const newName = (noun: string) =>
  label().optional().describe(`What the new ${noun} is called in the cluster.`);

/** The name of the object to change. @internal */
export const existingName = (noun: string) =>
  objectName()
    .optional()
    .describe(`The name of the ${noun} to change; leave empty to add one.`);

/** Seconds, minutes or hours. @internal */
export const shortDuration = () =>
  z
    .string()
    .regex(
      DURATION,
      "must be a number of seconds, minutes or hours such as '5m'",
    );

/** @internal */
export const azureResourceGroup = () =>
  z
    .string()
    .regex(RESOURCE_GROUP, 'must be the name of a resource group')
    .optional()
    .describe('Azure: the resource group.');

/** @internal */
export const azureSubscriptionId = () =>
  z
    .string()
    .regex(SUBSCRIPTION, 'must be the id of a subscription')
    .optional()
    .describe(
      "Azure: the subscription, where it is not that of Velero's own credentials.",
    );

/** @internal */
export const azureKeyVariable = () =>
  z
    .string()
    .regex(ENVIRONMENT_VARIABLE, 'must be the name of an environment variable')
    .optional()
    .describe(
      'Azure: the variable in the credentials file that holds the access key of the storage account.',
    );

/**
 * Says of a field what is wrong with it, given all others.
 *
 * @internal
 */
export type Complaint = (field: string, message: string) => void;

/** A new object needs a name, and an edit renames nothing. @internal */
export function refineNaming(
  intent: { name?: string; existing?: string },
  complain: Complaint,
): void {
  if (intent.existing !== undefined && intent.name !== undefined) {
    complain(
      'name',
      "must be left out where 'existing' says what to change: an edit renames nothing",
    );
  }
  if (intent.existing === undefined && intent.name === undefined) {
    complain('name', 'is missing');
  }
}

/** A field of one provider says nothing to another. @internal */
export function refineProvider(
  intent: { provider: string },
  fieldsOf: Readonly<Record<string, readonly string[]>>,
  complain: Complaint,
): void {
  const known = fieldsOf[intent.provider] ?? [];
  const given: Record<string, unknown> = { ...intent };
  for (const field of new Set(Object.values(fieldsOf).flat())) {
    if (given[field] !== undefined && !known.includes(field)) {
      complain(
        field,
        `must be left out: it means nothing to the provider '${intent.provider}'`,
      );
    }
  }
}
