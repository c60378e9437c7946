import { ApplicationSetFact } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  list,
  message,
  namespacedMetadata,
  object,
  optional,
  optionalInstant,
  section,
  strings,
  textOrEmpty,
} from './fields';
import { conditionsSchema, toConditions } from './fluxFields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { KindDefinition } from './types';

const MAX_APPLICATIONS = 2000;

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    goTemplate: optional(flag, false),
    goTemplateOptions: strings,
  }),
  status: section({
    conditions: conditionsSchema,
    applicationStatus: list(
      object({
        application: textOrEmpty,
        status: textOrEmpty,
        message,
        lastTransitionTime: optionalInstant,
      }),
    ),
    resources: list(
      object({
        kind: textOrEmpty,
        namespace: textOrEmpty,
        name: textOrEmpty,
        status: textOrEmpty,
      }),
    ),
    health: section({ status: textOrEmpty }),
  }),
});

function parse(value: unknown): Parsed<ApplicationSetFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    specHash: readSpecHash(metadata),
    isStrict:
      spec.goTemplate &&
      spec.goTemplateOptions.some(option => option === 'missingkey=error'),
    conditions: toConditions(status.conditions),
    applications: status.applicationStatus
      .slice(0, MAX_APPLICATIONS)
      .map(application => ({
        name: application.application,
        status: application.status,
        message: application.message ?? '',
        at: application.lastTransitionTime,
      })),
    resources: status.resources
      .filter(({ kind }) => kind === 'Application')
      .slice(0, MAX_APPLICATIONS)
      .map(({ namespace, name, status: syncStatus }) => ({
        namespace: namespace || metadata.namespace,
        name,
        syncStatus,
      })),
    healthStatus: status.health.status,
  }));
}

/** How an Argo CD ApplicationSet is read. @internal */
export const applicationSetKind: KindDefinition<'ApplicationSet'> = {
  kind: 'ApplicationSet',
  engine: 'argocd',
  group: 'argoproj.io',
  versions: ['v1alpha1'],
  resource: 'applicationsets',
  parse,
  index: noIndex,
};
