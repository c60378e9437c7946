import { z } from 'zod';
import { SourceFact, SourceKind } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  object,
  optional,
  optionalDuration,
  optionalInstant,
  section,
  textOrEmpty,
} from './fields';
import {
  fluxMetadata,
  fluxStatusShape,
  readObservedGeneration,
  toConditions,
} from './fluxFields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';
import { withoutCredentials } from './withoutCredentials';

/** A HelmRepository of type `oci` needs no interval; all others have one. */
const FALLBACK_INTERVAL_SECONDS = 600;
/** The default of the API server for all four kinds. */
const DEFAULT_TIMEOUT_SECONDS = 60;

const schema = object({
  metadata: fluxMetadata,
  spec: section({
    suspend: optional(flag, false),
    interval: optionalDuration,
    timeout: optionalDuration,
    url: textOrEmpty,
    type: textOrEmpty,
    endpoint: textOrEmpty,
    bucketName: textOrEmpty,
  }),
  status: section({
    ...fluxStatusShape,
    artifact: optional(
      object({ revision: textOrEmpty, lastUpdateTime: optionalInstant }),
      null,
    ),
  }),
});

type Read = z.output<typeof schema>;

function parse(kind: SourceKind, value: unknown): Parsed<SourceFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    kind,
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    url: withoutCredentials(readUrl(spec)),
    suspended: spec.suspend,
    isStatic: kind === 'HelmRepository' && spec.type === 'oci',
    generation: metadata.generation,
    observedGeneration: readObservedGeneration(status),
    intervalSeconds: spec.interval ?? FALLBACK_INTERVAL_SECONDS,
    timeoutSeconds: spec.timeout ?? DEFAULT_TIMEOUT_SECONDS,
    artifact: status.artifact?.revision
      ? {
          revision: status.artifact.revision,
          at: status.artifact.lastUpdateTime,
        }
      : null,
    conditions: toConditions(status.conditions),
  }));
}

/** A Bucket says where it is in two parts. */
function readUrl(spec: Read['spec']): string {
  if (spec.url || !spec.endpoint) return spec.url;
  return `${spec.endpoint}/${spec.bucketName}`;
}

function sourceKind<K extends SourceKind>(
  kind: K,
  resource: string,
): KindDefinition<K> {
  return {
    kind,
    engine: 'flux',
    group: 'source.toolkit.fluxcd.io',
    versions: kind === 'GitRepository' ? ['v1'] : ['v1', 'v1beta2'],
    resource,
    parse: value => parse(kind, value),
    index: noIndex,
  };
}

/** How a Flux GitRepository is read. @internal */
export const gitRepositoryKind = sourceKind('GitRepository', 'gitrepositories');

/** How a Flux OCIRepository is read. @internal */
export const ociRepositoryKind = sourceKind('OCIRepository', 'ocirepositories');

/** How a Flux HelmRepository is read. @internal */
export const helmRepositoryKind = sourceKind(
  'HelmRepository',
  'helmrepositories',
);

/** How a Flux Bucket is read. @internal */
export const bucketKind = sourceKind('Bucket', 'buckets');
