import { TestDatabases } from '@backstage/backend-test-utils';
import { keepStatements } from './keepStatements';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function open() {
  const knex = await databases.init('SQLITE_3');
  await keepStatements(knex);
  await keepStatements(knex); // by each store on it
  const connection = await knex.client.acquireConnection();
  await knex.client.releaseConnection(connection);
  await knex.schema.createTable('things', table => {
    table.integer('id').primary();
  });
  await knex('things').insert({ id: 1 });
  return { knex, connection };
}

describe('keepStatements', () => {
  it('prepares a statement once, and gives what is there now', async () => {
    const { knex, connection } = await open();
    const sql = 'select * from things';
    expect(connection.prepare(sql)).toBe(connection.prepare(sql));
    await expect(knex.raw(sql)).resolves.toEqual([{ id: 1 }]);
    await knex.schema.alterTable('things', table => {
      table.text('name').nullable();
    });
    await knex('things').insert({ id: 2, name: 'b' });
    await expect(knex.raw(sql)).resolves.toEqual([
      { id: 1, name: null },
      { id: 2, name: 'b' },
    ]);
  });

  it('leaves a statement alone whose rows are being read', async () => {
    const { connection } = await open();
    const sql = 'select id from things';
    const rows = connection.prepare(sql).iterate();
    expect(rows.next().value).toEqual({ id: 1 });
    expect(connection.prepare(sql).all()).toEqual([{ id: 1 }]);
    rows.return();
  });

  it('forgets those that were not used for the longest time', async () => {
    const { connection } = await open();
    const longSql = (i: number) => `select ${i}, '${'x'.repeat(300_000)}'`;
    const statements = [0, 1, 2].map(i => connection.prepare(longSql(i)));
    expect(connection.prepare(longSql(0))).toBe(statements[0]);
    connection.prepare(longSql(3));
    expect(connection.prepare(longSql(0))).toBe(statements[0]);
    expect(connection.prepare(longSql(1))).not.toBe(statements[1]);
  });
});
