import { CronJobFact } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  list,
  namespacedMetadata,
  object,
  optional,
  optionalInstant,
  section,
  text,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

const containers = list(object({ image: textOrEmpty }));

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    schedule: textOrEmpty,
    timeZone: textOrEmpty,
    suspend: optional(flag, false),
    jobTemplate: section({
      spec: section({
        template: section({
          spec: section({
            initContainers: containers,
            containers,
            volumes: list(
              object({
                persistentVolumeClaim: optional(
                  object({ claimName: text }),
                  null,
                ),
              }),
            ),
          }),
        }),
      }),
    }),
  }),
  status: section({
    lastScheduleTime: optionalInstant,
    lastSuccessfulTime: optionalInstant,
  }),
});

function parse(value: unknown): Parsed<CronJobFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const pod = spec.jobTemplate.spec.template.spec;
    return {
      ...identityOf(metadata),
      cron: spec.schedule,
      zone: spec.timeZone || null,
      suspended: spec.suspend,
      images: [...pod.initContainers, ...pod.containers].map(
        ({ image }) => image,
      ),
      claims: pod.volumes.flatMap(
        ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
      ),
      lastScheduledAt: status.lastScheduleTime,
      lastSucceededAt: status.lastSuccessfulTime,
    };
  });
}

/** How a Kubernetes CronJob is read. @internal */
export const cronJobKind: KindDefinition<'CronJob'> = {
  kind: 'CronJob',
  engine: 'kubernetes',
  group: 'batch',
  versions: ['v1'],
  resource: 'cronjobs',
  parse,
  index: noIndex,
};
