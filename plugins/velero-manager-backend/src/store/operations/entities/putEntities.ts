import { Knex } from 'knex';
import { chunked } from '../../chunked';
import {
  DbEntityClaimRow,
  DbEntityRow,
  DbEntitySyncReferenceRow,
} from '../../tables';
import { EntityRow } from '../../types';
import { createSubjects } from '../due/createSubjects';
import { deleteSubjects } from '../due/deleteSubjects';
import { markRefsDue } from '../due/markDue';
import { SYNC_KIND } from '../syncObjects/readReferencedSyncObjects';

/**
 * Makes the known entities equal to the catalog's; call it in a transaction.
 * New and changed ones fall due, those that are gone lose their verdicts.
 *
 * @internal
 */
export async function putEntities(options: {
  knex: Knex;
  entities: EntityRow[];
}): Promise<void> {
  const { knex, entities } = options;
  const given = new Map(entities.map(entity => [entity.entityRef, entity]));
  const stored = new Map(
    (await knex<DbEntityRow>('entities').select()).map(row => [
      row.entity_ref,
      row,
    ]),
  );
  const gone = [...stored.keys()].filter(ref => !given.has(ref));
  const changed = [...given.values()].filter(entity => {
    const before = stored.get(entity.entityRef);
    return !before || !isEqual(before, toEntityRow(entity));
  });
  const changedRefs = changed.map(entity => entity.entityRef);
  await deleteClaims(knex, [...gone, ...changedRefs]);
  for (const chunk of chunked(gone)) {
    await knex('entities').whereIn('entity_ref', chunk).delete();
  }
  await deleteSubjects({ knex, type: 'entity', refs: gone });
  await writeEntities(knex, changed);
  await createSubjects({ knex, type: 'entity', refs: changedRefs });
  await markRefsDue({ knex, type: 'entity', refs: changedRefs });
}

function toEntityRow(entity: EntityRow): DbEntityRow {
  return {
    entity_ref: entity.entityRef,
    title: entity.title,
    owner: entity.owner,
    claims: JSON.stringify(entity.claims),
  };
}

function isEqual(a: DbEntityRow, b: DbEntityRow): boolean {
  return a.title === b.title && a.owner === b.owner && a.claims === b.claims;
}

async function deleteClaims(knex: Knex, refs: string[]): Promise<void> {
  for (const chunk of chunked(refs)) {
    for (const table of ['entity_claims', 'entity_sync_references']) {
      await knex(table).whereIn('entity_ref', chunk).delete();
    }
  }
}

async function writeEntities(knex: Knex, entities: EntityRow[]): Promise<void> {
  for (const chunk of chunked(entities.map(toEntityRow))) {
    await knex<DbEntityRow>('entities')
      .insert(chunk)
      .onConflict('entity_ref')
      .merge();
  }
  for (const chunk of chunked(entities.flatMap(toClaimRows))) {
    await knex<DbEntityClaimRow>('entity_claims')
      .insert(chunk)
      .onConflict(['entity_ref', 'cluster', 'namespace'])
      .ignore();
  }
  for (const chunk of chunked(entities.flatMap(toReferenceRows))) {
    await knex<DbEntitySyncReferenceRow>('entity_sync_references').insert(
      chunk,
    );
  }
}

function toClaimRows({ entityRef, claims }: EntityRow): DbEntityClaimRow[] {
  return claims.claims.map(({ cluster, namespace }) => ({
    entity_ref: entityRef,
    cluster: cluster ?? '',
    namespace,
  }));
}

function toReferenceRows(entity: EntityRow): DbEntitySyncReferenceRow[] {
  return entity.claims.syncObjects.map((reference, ordinal) => ({
    entity_ref: entity.entityRef,
    ordinal,
    kind: SYNC_KIND[reference.engine],
    name: reference.name ?? '',
    selector: reference.selector,
  }));
}
