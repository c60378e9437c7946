import { ApiProtection, ApiSync } from '../api/verdictSchemas';
import { ClusterListItem, EntityListItem } from '../api/fleet';
import { Contact, KindStatus } from '../facts';
import { FactKind, kindDefinitions } from '../kinds';
import { quoteName, quoteValue } from '../words';
import { rollUp } from './rollUp';
import { Freshness, StoredAssessment } from './subjects';
import { toApiContact, toApiVerdict } from './wire';

/** What the store knows of an entity in a list. @public */
export interface EntityListSource {
  entityRef: string;
  title: string;
  owner: string | null;
  /** Its claims, resolved. */
  namespaces: readonly { cluster: string; namespace: string }[];
  /** `null` until it was judged. */
  assessment: StoredAssessment | null;
}

/** What the store knows of a cluster in a list. @public */
export interface ClusterListSource {
  name: string;
  title: string;
  environment: string | null;
  subjectId: string;
  /** Why it cannot be watched at all, or `null`. */
  unwatchable: string | null;
  contact: Contact;
  assessment: StoredAssessment | null;
  kinds: Partial<Record<FactKind, KindStatus & { objects: number }>>;
  schedules: number;
  storageLocations: { total: number; available: number };
  entities: number;
}

/**
 * One entity of a list.
 *
 * @param options.environments - the environment of each known cluster
 * @public
 */
export function buildEntityListItem(
  source: EntityListSource,
  options: Freshness & { environments: ReadonlyMap<string, string | null> },
): EntityListItem {
  const { entityRef, title, owner, assessment } = source;
  const clusters = [...new Set(source.namespaces.map(n => n.cluster))].sort();
  const environments = clusters.flatMap(
    cluster => options.environments.get(cluster) ?? [],
  );
  return {
    entityRef,
    title,
    owner,
    clusters,
    environments: [...new Set(environments)].sort(),
    ...verdictsOf(assessment, options, `Service ${quoteValue(title)}`),
    lastGoodAt: assessment?.lastGoodAt ?? null,
  };
}

/**
 * One cluster of a list. Numbers that are not known are `null`, never zero.
 *
 * @param freshness - with the contacts of all clusters: what is applied to one
 * may be told by the Argo CD of another
 * @public
 */
export function buildClusterListItem(
  source: ClusterListSource,
  freshness: Freshness,
): ClusterListItem {
  const { name, title, environment, contact, kinds, unwatchable } = source;
  return {
    name,
    title,
    environment,
    subject: source.subjectId,
    contact: toApiContact(contact, freshness, unwatchable),
    ...(unwatchable === null
      ? verdictsOf(source.assessment, freshness, `Cluster ${quoteValue(title)}`)
      : { protection: unwatchableVerdict(name, unwatchable), sync: null }),
    engines: enginesOf(kinds),
    schedules: wasRead(kinds.Schedule) ? source.schedules : null,
    storageLocations: wasRead(kinds.BackupStorageLocation)
      ? source.storageLocations
      : null,
    entities: source.entities,
  };
}

function verdictsOf(
  assessment: StoredAssessment | null,
  freshness: Freshness,
  subject: string,
): { protection: ApiProtection; sync: ApiSync | null } {
  const { protection, sync } = rollUp(assessment?.parts ?? [], freshness);
  return {
    protection: protection
      ? toApiVerdict(protection)
      : {
          state: 'UNKNOWN',
          reason: 'not_assessed_yet',
          message: `${subject} has not been judged yet.`,
          validUntil: null,
          lastKnown: null,
        },
    sync: sync && toApiVerdict(sync),
  };
}

function unwatchableVerdict(name: string, reason: string): ApiProtection {
  return {
    state: 'UNKNOWN',
    reason: 'unwatchable',
    message: `Cluster ${quoteName(name)} cannot be watched: ${reason}`,
    validUntil: null,
    lastKnown: null,
  };
}

/** An engine is there when its kind is served, whether or not it has objects. */
function enginesOf(kinds: ClusterListSource['kinds']): string[] {
  const engines = Object.values(kindDefinitions).flatMap(({ kind, engine }) =>
    engine !== 'kubernetes' && wasRead(kinds[kind]) ? [engine] : [],
  );
  return [...new Set(engines)];
}

function wasRead(status: KindStatus | undefined): boolean {
  return (
    status?.state === 'synced' ||
    Boolean(status?.syncedAt && status.state === 'failed')
  );
}
