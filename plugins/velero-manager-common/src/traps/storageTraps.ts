import { coversResource, RESOURCE_KINDS } from '../coverage';
import { StorageLocationFact } from '../facts';
import { groupBy } from '../health/groupBy';
import { storeKeyOf } from '../kinds';
import { quoteName, quoteNames } from '../words';
import { objectIn, TrapContext, TrapFinding } from './TrapContext';

const SECRETS = RESOURCE_KINDS.find(({ kind }) => kind === 'Secret');
/** Stores that encrypt whatever is written to them (AWS does since 2023). */
const ENCRYPTING = /\.amazonaws\.com(\.cn)?(:\d+)?\/?$/i;

/**
 * What is set in storage locations. Order: two defaults, one credential for
 * several; then of each location: read-only and in use, another cluster in it,
 * unsafe on the way, unsafe in the bucket.
 *
 * @internal
 */
export function findStorageTraps(context: TrapContext): TrapFinding[] {
  const { storageLocations } = context.cluster.facts;
  return [
    ...findTwoDefaults(context),
    ...findSharedCredentials(context),
    ...storageLocations.flatMap(location => [
      ...findReadOnly(context, location),
      ...findSharedStore(context, location),
      ...findInsecure(context, location),
      ...findSecretsInClear(context, location),
    ]),
  ];
}

/** The schedules that write to a location and are not paused. */
function schedulesOf(
  { cluster }: TrapContext,
  { namespace, name }: StorageLocationFact,
) {
  return cluster.schedules.filter(
    ({ location, standing }) =>
      standing === 'enabled' &&
      location?.name === name &&
      location.namespace === namespace,
  );
}

/** Trap T5. */
function findTwoDefaults(context: TrapContext): TrapFinding[] {
  const marked = context.cluster.facts.storageLocations.filter(
    ({ isDefault }) => isDefault,
  );
  return [...groupBy(marked, ({ namespace }) => namespace).values()]
    .filter(({ length }) => length > 1)
    .map(defaults => ({
      code: 'TWO_DEFAULTS',
      severity: 'error',
      message: `Storage locations ${quoteNames(
        defaults.map(({ name }) => name),
      )} are all marked as default; Velero takes the mark off again.`,
      object: objectIn(context, 'BackupStorageLocation', defaults[0]),
    }));
}

/** Trap T15. Within one place a second credential would protect nothing. */
function findSharedCredentials(context: TrapContext): TrapFinding[] {
  const users = groupBy(
    context.cluster.facts.storageLocations,
    ({ namespace, credential }) =>
      JSON.stringify([namespace, credential?.name, credential?.key]),
  );
  return [...users.values()]
    .filter(locations => new Set(locations.map(storeKeyOf)).size > 1)
    .map(locations => ({
      code: 'CREDENTIAL_SHARED',
      severity: 'info',
      message: `Storage locations ${quoteNames(
        locations.map(({ name }) => name),
      )} use ${
        locations[0].credential
          ? `the credential ${quoteName(locations[0].credential.name)}`
          : "the Velero server's own credential"
      }.`,
      object: objectIn(context, 'BackupStorageLocation', locations[0]),
    }));
}

/** Trap T9. */
function findReadOnly(
  context: TrapContext,
  location: StorageLocationFact,
): TrapFinding[] {
  if (location.accessMode !== 'ReadOnly') return [];
  const users = schedulesOf(context, location);
  if (!users.length) return [];
  return [
    {
      code: 'STORAGE_READ_ONLY',
      severity: 'error',
      message: `Storage location ${quoteName(
        location.name,
      )} is read-only, so every run of schedule ${quoteNames(
        users.map(({ fact }) => fact.name),
      )} is refused.`,
      object: objectIn(context, 'BackupStorageLocation', location),
    },
  ];
}

/** A cluster that only reads does no harm: so restores from another one begin. */
function findSharedStore(
  context: TrapContext,
  location: StorageLocationFact,
): TrapFinding[] {
  const { sharedStores } = context.cluster.facts;
  const others = sharedStores[`${location.namespace}/${location.name}`] ?? [];
  if (!others.length) return [];
  const isReadOnly = location.accessMode === 'ReadOnly';
  return [
    {
      code: 'SHARED_STORE',
      severity: isReadOnly ? 'info' : 'error',
      message: `Storage location ${quoteName(location.name)} is ${
        isReadOnly ? 'read-only and ' : ''
      }the same place in a bucket as one of cluster ${quoteNames(others)}.`,
      object: objectIn(context, 'BackupStorageLocation', location),
    },
  ];
}

/** Trap T12. */
function findInsecure(
  context: TrapContext,
  location: StorageLocationFact,
): TrapFinding[] {
  const isClear = /^http:/i.test(location.endpoint);
  if (!isClear && !location.skipsTlsVerify) return [];
  return [
    {
      code: 'STORAGE_INSECURE',
      severity: 'warning',
      message: `Backups go to storage location ${quoteName(location.name)} ${
        isClear
          ? 'in clear, over http://'
          : 'without a look at its certificate (insecureSkipTLSVerify)'
      }.`,
      object: objectIn(context, 'BackupStorageLocation', location),
    },
  ];
}

/** Trap T14. Who is asked for an address of its own is no store that surely encrypts. */
function findSecretsInClear(
  context: TrapContext,
  location: StorageLocationFact,
): TrapFinding[] {
  const { endpoint, isEncrypted } = location;
  const mayBeClear = /^https?:/i.test(endpoint) && !ENCRYPTING.test(endpoint);
  if (!mayBeClear || isEncrypted) return [];
  const users = schedulesOf(context, location).filter(
    ({ fact }) => SECRETS && coversResource(fact.scope, SECRETS).covered,
  );
  if (!users.length) return [];
  return [
    {
      code: 'SECRETS_IN_CLEAR',
      severity: 'info',
      message: `Schedule ${quoteNames(
        users.map(({ fact }) => fact.name),
      )} writes Secrets as they are to storage location ${quoteName(
        location.name,
      )}, which does not ask its store to encrypt.`,
      object: objectIn(context, 'BackupStorageLocation', location),
    },
  ];
}
