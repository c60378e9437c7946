import type { PostgresBackupSaveIntent } from '../intents';
import { code } from './describeWritten';
import { clusterBackupSpec, objectStoreNameOf } from './objects/postgres';
import { printYaml } from './printYaml';

/** What came of a change, as far as its description needs it. @internal */
export interface PostgresBackupOutcome {
  /** Six fields, as written. */
  schedule: string;
  /** Where the Cluster stands in this repository, if it does. */
  clusterPath: string | null;
  /** Where backups went before, if elsewhere. */
  pathBefore: string | null;
  isSuspended: boolean;
  /** False where no file here says which project must allow the new objects. */
  isAllowed: boolean;
}

const COUNTS: Record<string, string> = { d: 'day', w: 'week', m: 'month' };

/** What protecting a database does, in Markdown. @internal */
export function describePostgresBackup(
  intent: PostgresBackupSaveIntent,
  outcome: PostgresBackupOutcome,
): string {
  const { namespace, database, cluster, environment, cron } = intent;
  const items = [
    `a base backup is taken at ${code(cron)}, written as ${code(
      outcome.schedule,
    )}: CloudNative-PG reads the first of six fields as seconds`,
    `backups and write-ahead log go to ${code(intent.destinationPath)}`,
    `the database can be recovered to any moment of the last ${describeRetention(
      intent.retention,
    )}`,
    intent.credentialSecret
      ? `the credentials are in the Secret ${code(
          intent.credentialSecret.name,
        )} of the namespace ${code(
          namespace,
        )}, which must be there; it is not in Git`
      : 'the pods of the database reach the store with their identity of the cloud',
  ];
  if (outcome.isSuspended) items.push('**base backups stay suspended**');
  if (outcome.pathBefore !== null) {
    items.push(
      `**backups so far stay in ${code(
        outcome.pathBefore,
      )}; the window of recovery begins anew**`,
    );
  }
  return [
    `Protects the PostgreSQL cluster ${code(
      `${namespace}/${database}`,
    )} of ${code(cluster)} (${environment}):`,
    '',
    ...items.map(item => `- ${item}`),
    '',
    ...describeCluster(intent, outcome.clusterPath),
    ...(outcome.isAllowed
      ? []
      : [
          `Which Argo CD project applies this is not written here; it must allow the namespace ${code(
            namespace,
          )} and these kinds.`,
          '',
        ]),
  ].join('\n');
}

function describeCluster(
  intent: PostgresBackupSaveIntent,
  path: string | null,
): string[] {
  const { namespace, database, method } = intent;
  if (path !== null) {
    return [
      `The Cluster is changed in ${code(path)} so that it archives there.`,
      '',
    ];
  }
  const what =
    method === 'plugin'
      ? `archives into the ObjectStore ${code(objectStoreNameOf(intent))}`
      : 'archives there';
  const patch = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: database, namespace },
    spec: clusterBackupSpec(intent),
  };
  return [
    `**The Cluster is not in this repository.** Nothing can be recovered until it ${what}; where it is defined, add:`,
    '',
    '```yaml',
    printYaml([patch]).trimEnd(),
    '```',
    '',
  ];
}

function describeRetention(retention: string): string {
  const number = Number(retention.slice(0, -1));
  const unit = COUNTS[retention.slice(-1)];
  return number === 1 ? unit : `${number} ${unit}s`;
}
