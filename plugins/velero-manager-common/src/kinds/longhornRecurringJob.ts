import { LonghornRecurringJobFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  namespacedMetadata,
  numberOrZero,
  object,
  section,
  strings,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { KindDefinition } from './types';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    task: textOrEmpty,
    cron: textOrEmpty,
    groups: strings,
    retain: numberOrZero,
    retentionPolicy: textOrEmpty,
  }),
  status: section({ executionCount: numberOrZero }),
});

function parse(value: unknown): Parsed<LonghornRecurringJobFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    specHash: readSpecHash(metadata),
    task: spec.task,
    cron: spec.cron,
    groups: spec.groups,
    retain: spec.retain,
    isKeptByAge: spec.retentionPolicy === 'age-based',
    executions: status.executionCount,
  }));
}

/** How a Longhorn RecurringJob is read. @internal */
export const longhornRecurringJobKind: KindDefinition<'LonghornRecurringJob'> =
  {
    kind: 'LonghornRecurringJob',
    engine: 'longhorn',
    group: 'longhorn.io',
    versions: ['v1beta2'],
    resource: 'recurringjobs',
    parse,
    index: noIndex,
  };
