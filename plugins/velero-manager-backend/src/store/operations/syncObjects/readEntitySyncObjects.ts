import {
  Contact,
  EntityFacts,
  SyncObjectReference,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { listContacts } from '../contacts/listContacts';
import { lookAround } from './lookAround';
import { ClusterNamespace, readAimedSyncObjects } from './readAimedSyncObjects';
import { readReferencedSyncObjects } from './readReferencedSyncObjects';
import { syncObjectKey, toSyncObjects } from './syncObjectRow';

/** What an entity claims, and the sync objects that it names. @internal */
export interface SyncObjectQuestion {
  places: ClusterNamespace[];
  references: SyncObjectReference[];
  /** Those of the places. */
  clusters: string[];
}

/**
 * The sync objects of an entity, and the contact with those of their clusters
 * that it does not claim.
 *
 * @internal
 */
export type EntitySyncObjects = Pick<
  EntityFacts,
  'syncObjects' | 'otherContacts'
>;

/**
 * The sync objects that apply to what entities claim, and those that they name:
 * all are read together, an answer for each.
 *
 * @internal
 */
export async function readEntitySyncObjects(options: {
  knex: Knex;
  questions: SyncObjectQuestion[];
}): Promise<EntitySyncObjects[]> {
  const { knex, questions } = options;
  const [aimed, referenced] = await Promise.all([
    readAimedSyncObjects({
      knex,
      questions: questions.map(({ places }) => places),
    }),
    Promise.all(
      questions.map(({ references, clusters }) =>
        readReferencedSyncObjects({ knex, references, clusters }),
      ),
    ),
  ]);
  const rows = questions.map((_, i) => [...aimed[i], ...referenced[i]]);
  const objects = toSyncObjects(rows.flat());
  const located = await lookAround({ knex, objects });
  const byKey = new Map(objects.map(({ key }, i) => [key, located[i]]));
  const own = rows.map(some =>
    [...new Set(some.map(syncObjectKey))]
      .sort()
      .flatMap(key => byKey.get(key) ?? []),
  );
  const others = own.map((syncObjects, i) => {
    const holders = new Set(syncObjects.map(({ cluster }) => cluster));
    return [...holders].filter(name => !questions[i].clusters.includes(name));
  });
  const asked = [...new Set(others.flat())];
  const contacts =
    asked.length === 0
      ? new Map<string, Contact>()
      : await listContacts({ knex, clusters: asked });
  return own.map((syncObjects, i) => ({
    syncObjects,
    otherContacts: Object.fromEntries(
      [...contacts].filter(([name]) => others[i].includes(name)),
    ),
  }));
}
