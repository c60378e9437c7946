import { clusterOf } from './clusterOf';
import { credentialNameOf } from './credentialSaveIntent';
import { Intent, IntentKind, IntentOf } from './Intent';
import { scheduleNameOf } from './scheduleSaveIntent';
import { locationNameOf } from './storageLocationSaveIntent';

const DEFAULT_BRANCH_PREFIX = 'feature/velero-manager/';

/** What an intent is about, within its cluster. */
const names: { [K in IntentKind]: (intent: IntentOf<K>) => string[] } = {
  'schedule:save': intent => [scheduleNameOf(intent)],
  'schedule:pause': intent => [intent.existing],
  'schedule:delete': intent => [intent.existing],
  'cluster:onboard': () => [],
  'cluster:remove': ({ step }) => [step],
  'argocd-project:save': ({ name }) => [name],
  'argocd-application:save': ({ name }) => [name],
  'argocd-applicationset:save': ({ name }) => [name],
  'flux-kustomization:save': ({ name }) => [name],
  'storage-location:save': intent => [locationNameOf(intent)],
  'credential:save': intent => [credentialNameOf(intent)],
  'snapshot-location:save': intent => [locationNameOf(intent)],
  'alert-rules:save': () => [],
  'longhorn-backup:save': ({ job }) => [job],
  'postgres-backup:save': ({ namespace, database }) => [namespace, database],
};

/**
 * What an intent is about, whatever it wants of it: two intents of the same
 * identity are the same change. Stable, and made of checked names alone:
 * `schedule-save/production/prod-cluster-01/checkout-hourly`.
 *
 * @public
 */
export function intentIdentity(intent: Intent): string {
  const cluster = clusterOf(intent);
  return [
    intent.kind.replace(':', '-'),
    intent.environment,
    ...(cluster === null ? [] : [cluster]),
    ...namesOf(intent.kind, intent),
  ].join('/');
}

function namesOf<K extends IntentKind>(kind: K, intent: Intent): string[] {
  // The kind is that of the intent.
  return names[kind](intent as IntentOf<K>);
}

/**
 * The branch on which an intent is proposed: a function of its identity alone,
 * so that the same intent always finds its own open pull request.
 *
 * @param policy - where the environment's branches begin; default
 * `feature/velero-manager/`
 * @public
 */
export function branchNameOf(
  intent: Intent,
  policy?: { branchPrefix: string },
): string {
  // Git refuses '.lock' at the end of a part, and '_' is in no name of ours.
  const identity = intentIdentity(intent).replace(/\./g, '_');
  return `${policy?.branchPrefix ?? DEFAULT_BRANCH_PREFIX}${identity}`;
}
