import { z } from 'zod';
import {
  duration,
  name,
  namespaced,
  oneOf,
  strict,
  text,
  textMap,
  texts,
  whole,
} from './fields';

/** Where Longhorn keeps backups, as of Longhorn 1.12. @internal */
export const backupTargetSchema = strict(
  {
    apiVersion: z.literal('longhorn.io/v1beta2'),
    kind: z.literal('BackupTarget'),
    metadata: namespaced,
    spec: strict(
      {},
      {
        backupTargetURL: text,
        credentialSecret: text,
        pollInterval: duration,
        syncRequestedAt: text,
      },
    ),
  },
  {},
);

/** What Longhorn does to volumes again and again. @internal */
export const recurringJobSchema = strict(
  {
    apiVersion: z.literal('longhorn.io/v1beta2'),
    kind: z.literal('RecurringJob'),
    metadata: namespaced,
    spec: strict(
      {},
      {
        name,
        task: oneOf(
          'snapshot',
          'snapshot-force-create',
          'snapshot-cleanup',
          'snapshot-delete',
          'backup',
          'backup-force-create',
          'filesystem-trim',
          'system-backup',
        ),
        cron: text,
        groups: texts,
        retain: whole,
        retainAge: text,
        retentionPolicy: oneOf('count-based', 'age-based'),
        concurrency: whole,
        labels: textMap,
        parameters: textMap,
      },
    ),
  },
  {},
);
