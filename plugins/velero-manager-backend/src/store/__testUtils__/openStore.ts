import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createDatabaseStore } from '../createDatabaseStore';
import { DatabaseStore } from '../DatabaseStore';
import { DueSubject, SubjectAssessment, SubjectKey } from '../types';

/** The databases that we serve, as far as the machine has them. */
export function createTestDatabases(): TestDatabases {
  return TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
}

/** A store on a database, with its tables. */
export async function openStore(knex: Knex): Promise<DatabaseStore> {
  return createDatabaseStore({
    database: mockServices.database({ knex }),
    logger: mockServices.logger.mock(),
    silentAfterMs: 120_000,
  });
}

/** An assessment that found nothing. */
export const emptyAssessment: SubjectAssessment = {
  parts: [],
  lastGoodAt: null,
  objectiveMet: null,
  validUntil: null,
};

/** Completes all work that is due with an empty assessment. */
export async function settle(store: DatabaseStore): Promise<void> {
  for (
    let due = await store.claim({ limit: 500, claimSeconds: 60 });
    due.length > 0;
    due = await store.claim({ limit: 500, claimSeconds: 60 })
  ) {
    for (const subject of due) {
      await store.complete(subject, emptyAssessment);
    }
  }
}

/** The refs that are due, in order; they are completed. */
export async function takeDue(
  store: DatabaseStore,
  type?: SubjectKey['type'],
): Promise<string[]> {
  const due = await store.claim({ limit: 500, claimSeconds: 60 });
  for (const subject of due) {
    await store.complete(subject, emptyAssessment);
  }
  return due
    .filter(subject => !type || subject.type === type)
    .map(subject => subject.ref.replace('component:default/', ''))
    .sort();
}

/** Claims one subject, which must be due. */
export async function claimOne(
  store: DatabaseStore,
  ref: string,
): Promise<DueSubject> {
  const due = await store.claim({ limit: 500, claimSeconds: 60 });
  const subject = due.find(one => one.ref === ref);
  if (!subject) {
    throw new Error(`'${ref}' is not due`);
  }
  return subject;
}
