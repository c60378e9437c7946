import { z } from 'zod';
import { AppProjectFact, SyncWindowFact } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  list,
  namespacedMetadata,
  object,
  optional,
  optionalText,
  section,
  strings,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseGoDuration } from './parseGoDuration';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { KindDefinition } from './types';
import { withoutCredentials } from './withoutCredentials';

/** The zone of a window that names none (argo-cd pkg/apis/application/v1alpha1 SyncWindow). */
const DEFAULT_ZONE = 'UTC';

const windowSchema = object({
  kind: textOrEmpty,
  schedule: textOrEmpty,
  duration: textOrEmpty,
  timeZone: textOrEmpty,
  manualSync: optional(flag, false),
  applications: strings,
  namespaces: strings,
  clusters: strings,
  andOperator: optional(flag, false),
});

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    sourceRepos: strings,
    destinations: list(
      object({
        server: optionalText,
        name: optionalText,
        namespace: optionalText,
      }),
    ),
    syncWindows: list(windowSchema),
  }),
});

function parse(value: unknown): Parsed<AppProjectFact> {
  return parseObject(schema, value, ({ metadata, spec }) => ({
    ...identityOf(metadata),
    specHash: readSpecHash(metadata),
    sourceRepos: spec.sourceRepos.map(withoutCredentials),
    destinations: spec.destinations.map(({ server, name, namespace }) => ({
      server: server || null,
      name: name || null,
      namespace: namespace || null,
    })),
    syncWindows: spec.syncWindows.flatMap(readWindow),
  }));
}

/** A window that neither allows nor denies does nothing in Argo CD either. */
function readWindow(read: z.output<typeof windowSchema>): SyncWindowFact[] {
  if (read.kind !== 'allow' && read.kind !== 'deny') return [];
  return [
    {
      kind: read.kind,
      cron: read.schedule,
      durationSeconds: parseGoDuration(read.duration),
      zone: read.timeZone || DEFAULT_ZONE,
      manualSync: read.manualSync,
      applications: read.applications,
      namespaces: read.namespaces,
      clusters: read.clusters,
      isAnd: read.andOperator,
    },
  ];
}

/** How an Argo CD AppProject is read. @internal */
export const appProjectKind: KindDefinition<'AppProject'> = {
  kind: 'AppProject',
  engine: 'argocd',
  group: 'argoproj.io',
  versions: ['v1alpha1'],
  resource: 'appprojects',
  parse,
  index: noIndex,
};
