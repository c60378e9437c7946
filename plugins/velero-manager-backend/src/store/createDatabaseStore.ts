import {
  DatabaseService,
  LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { DatabaseStore } from './DatabaseStore';
import { foldLogAside } from './foldLogAside';
import { keepStatements } from './keepStatements';
import { useWriteAheadLog } from './useWriteAheadLog';

/**
 * Opens the plugin's database, brings its tables up to date unless the
 * operator does that otherwise, and gives the store on it.
 *
 * @internal
 */
export async function createDatabaseStore(options: {
  database: DatabaseService;
  logger: LoggerService;
  silentAfterMs: number;
}): Promise<DatabaseStore> {
  const { database, logger, silentAfterMs } = options;
  const knex = await database.getClient();
  await useWriteAheadLog(knex);
  await foldLogAside(knex, {
    onError: error =>
      logger.warn(
        'Cannot fold the log of SQLite aside, so that transactions wait for it',
        error,
      ),
  });
  await keepStatements(knex);
  if (!database.migrations?.skip) {
    const [, migrations] = await knex.migrate.latest({
      directory: migrationsFolder(),
    });
    if (migrations.length > 0) {
      logger.info(
        `Brought the database up to date, ${migrations.length} step(s)`,
      );
    }
  }
  return DatabaseStore.create({ knex, silentAfterMs });
}

/** The folder of the migrations, in the sources as in the published package. @internal */
export function migrationsFolder(): string {
  return resolvePackagePath(
    '@velero-manager/backstage-plugin-velero-manager-backend',
    'migrations',
  );
}
