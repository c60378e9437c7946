import type { SnapshotLocationSaveIntent } from '../../intents';
import type { Field } from '../objectFields';
import { locationDuration } from './locationDuration';

/** A VolumeSnapshotLocation, without its name. @internal */
export const SNAPSHOT_LOCATION = {
  apiVersion: 'velero.io/v1',
  kind: 'VolumeSnapshotLocation',
} as const;

/** What the file of a new location is called: `aws-production-eu-central-1.yaml`. @internal */
export function snapshotLocationFileName(
  intent: SnapshotLocationSaveIntent,
): string {
  return `${intent.provider}-${intent.environment}-${intent.region}.yaml`;
}

/**
 * The fields of a location that an intent speaks of; an edit leaves the others as
 * they are.
 *
 * @internal
 */
export function snapshotLocationFields(
  intent: SnapshotLocationSaveIntent,
): Field[] {
  const { provider, existing, region, credentialSecret, apiTimeout } = intent;
  const fields: Field[] = [];
  const set = (path: string, value: unknown) => {
    if (value !== undefined) fields.push([['spec', ...path.split('.')], value]);
  };
  if (existing === undefined) set('provider', provider);
  // The plug-ins of Azure and Google Cloud refuse a region.
  if (provider === 'aws') set('config.region', region);
  set('config.resourceGroup', intent.resourceGroup);
  set('config.subscriptionId', intent.subscriptionId);
  set('config.apiTimeout', apiTimeout && locationDuration(apiTimeout));
  set('config.project', intent.project);
  set('config.snapshotLocation', intent.snapshotLocation);
  set('credential.name', credentialSecret?.name);
  set('credential.key', credentialSecret?.key);
  return fields;
}
