import { KubeObject } from '../apiserver/KubeObject';
import { setCondition } from './setCondition';
import { PostgresContext } from './types';

/**
 * Says in a Cluster's conditions whether its WAL is archived (cloudnative-pg
 * pkg/management/postgres/archiver).
 *
 * @internal
 */
export function reportArchiving(
  context: PostgresContext,
  cluster: KubeObject,
  now: Date,
): void {
  setCondition(context.store, cluster, {
    condition: isArchiving(context, cluster, now)
      ? {
          type: 'ContinuousArchiving',
          status: 'True',
          reason: 'ContinuousArchivingSuccess',
          message: 'Continuous archiving is working',
        }
      : {
          type: 'ContinuousArchiving',
          status: 'False',
          reason: 'ContinuousArchivingFailing',
          message:
            'unexpected failure invoking barman-cloud-wal-archive: exit status 4: AccessDenied when calling the PutObject operation',
        },
    now,
  });
}

/** Whether the WAL of a cluster is archived at a moment. @internal */
export function isArchiving(
  { archivingFailsSince }: PostgresContext,
  { metadata }: Pick<KubeObject, 'metadata'>,
  now: Date,
): boolean {
  const key = `${metadata.namespace}/${metadata.name}`;
  const since = archivingFailsSince.get(key);
  return !since || now < since;
}
