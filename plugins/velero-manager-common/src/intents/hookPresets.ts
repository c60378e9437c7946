/**
 * A command that Velero runs in a container before or after it backs up a pod.
 *
 * @internal
 */
export interface HookCommand {
  command: string[];
  /** Whether the backup ends PartiallyFailed when the command fails. */
  onError?: 'Fail' | 'Continue';
  timeout?: string;
}

/** What makes the files of a database fit for a backup. @internal */
export interface HookPreset {
  pre: HookCommand[];
  post: HookCommand[];
  /** What a reviewer must know of it; part of a sentence. */
  note: string;
}

/*
 * Commands read their credentials from the container's own variables, those of
 * the official images and of Bitnami's; without braces, because Flux may put
 * its own values in place of `${...}`. A hook is one process: a lock that ends
 * with its session (FLUSH TABLES WITH READ LOCK, pg_backup_start) holds nothing.
 */
const shell = (
  script: string,
  more: Omit<HookCommand, 'command'>,
): HookCommand => ({ command: ['/bin/sh', '-c', script], ...more });

const mysqlDump = (client: string, dump: string, variables: string) => [
  `export MYSQL_PWD="$(printenv ${variables} | head -n 1)"`,
  `dir="$(${client} -uroot -NBe 'SELECT @@datadir')"`,
  `test -n "$dir"`,
  `${dump} -uroot --all-databases --single-transaction --routines --events --triggers --result-file="$dir/velero-dump.sql"`,
];
const mysqlClean = (client: string, variables: string) => [
  `export MYSQL_PWD="$(printenv ${variables} | head -n 1)"`,
  `dir="$(${client} -uroot -NBe 'SELECT @@datadir')"`,
  `test -n "$dir"`,
  `rm -f "$dir/velero-dump.sql"`,
];
const steps = (all: string[]) => all.join(' && ');
const login =
  '-u "$MONGO_INITDB_ROOT_USERNAME" -p "$MONGO_INITDB_ROOT_PASSWORD" --authenticationDatabase admin';
const mongo = (call: string) =>
  `if [ -n "$MONGO_INITDB_ROOT_USERNAME" ]; then mongosh --quiet ${login} --eval '${call}'; else mongosh --quiet --eval '${call}'; fi`;

/**
 * Commands for common databases, by their name. They are written out in full
 * when the plan is made: what reviewers read is what runs.
 *
 * @internal
 */
export const hookPresets = {
  postgresql: {
    pre: [
      shell(
        steps([
          'test -n "$PGDATA"',
          'export PGUSER="$(printenv POSTGRES_USER || echo postgres)"',
          'export PGPASSWORD="$(printenv POSTGRES_PASSWORD)"',
          'pg_dumpall --clean --if-exists -f "$PGDATA/velero-dump.sql"',
        ]),
        { onError: 'Fail', timeout: '30m' },
      ),
    ],
    post: [
      shell('rm -f "$PGDATA/velero-dump.sql"', {
        onError: 'Continue',
        timeout: '1m',
      }),
    ],
    note: "writes a dump into the data directory before each backup; after a restore it is loaded with 'psql -f'",
  },
  mysql: {
    pre: [
      shell(steps(mysqlDump('mysql', 'mysqldump', 'MYSQL_ROOT_PASSWORD')), {
        onError: 'Fail',
        timeout: '30m',
      }),
    ],
    post: [
      shell(steps(mysqlClean('mysql', 'MYSQL_ROOT_PASSWORD')), {
        onError: 'Continue',
        timeout: '1m',
      }),
    ],
    note: "writes a dump into the data directory before each backup; after a restore it is loaded with 'mysql'",
  },
  mariadb: {
    pre: [
      shell(
        steps(
          mysqlDump(
            'mariadb',
            'mariadb-dump',
            'MARIADB_ROOT_PASSWORD MYSQL_ROOT_PASSWORD',
          ),
        ),
        { onError: 'Fail', timeout: '30m' },
      ),
    ],
    post: [
      shell(
        steps(
          mysqlClean('mariadb', 'MARIADB_ROOT_PASSWORD MYSQL_ROOT_PASSWORD'),
        ),
        { onError: 'Continue', timeout: '1m' },
      ),
    ],
    note: "writes a dump into the data directory before each backup; after a restore it is loaded with 'mariadb'",
  },
  mongodb: {
    pre: [shell(mongo('db.fsyncLock()'), { onError: 'Fail', timeout: '2m' })],
    post: [
      shell(mongo('db.fsyncUnlock()'), { onError: 'Fail', timeout: '2m' }),
    ],
    note: 'locks writes while its pod is backed up; choose a secondary',
  },
  redis: {
    pre: [
      shell('REDISCLI_AUTH="$REDIS_PASSWORD" redis-cli SAVE | grep -q "^OK"', {
        onError: 'Fail',
        timeout: '10m',
      }),
    ],
    post: [],
    note: 'writes dump.rdb before each backup and answers nobody meanwhile; choose a replica',
  },
  elasticsearch: {
    pre: [
      shell(
        'curl -fsSk -X POST -u "elastic:$ELASTIC_PASSWORD" https://localhost:9200/_flush || curl -fsS -X POST http://localhost:9200/_flush',
        { onError: 'Fail', timeout: '5m' },
      ),
    ],
    post: [],
    note: 'only flushes what is in memory; Elasticsearch supports a restore from its own snapshots alone, so keep these too',
  },
} as const satisfies Record<string, HookPreset>;

/** A database for which there are commands. @internal */
export type HookPresetName = keyof typeof hookPresets;

/** Every database for which there are commands. @internal */
export const hookPresetNames = Object.keys(hookPresets) as [
  HookPresetName,
  ...HookPresetName[],
];
