import { z } from 'zod';
import { PodFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  list,
  namespacedMetadata,
  object,
  optional,
  section,
  text,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

const BACKUP_ANNOTATION = 'backup.velero.io/backup-volumes';
const EXCLUDE_ANNOTATION = 'backup.velero.io/backup-volumes-excludes';

const volumeSchema = object({
  name: text,
  persistentVolumeClaim: optional(object({ claimName: text }), null),
  ephemeral: optional(object({}), null),
});

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    nodeName: textOrEmpty,
    volumes: list(volumeSchema),
    containers: list(
      object({ volumeMounts: list(object({ name: textOrEmpty })) }),
    ),
  }),
  status: section({ phase: textOrEmpty }),
});

function parse(value: unknown): Parsed<PodFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    // Velero looks at no init container (velero pkg/podvolume/backupper.go).
    const mounted = new Set(
      spec.containers.flatMap(({ volumeMounts }) =>
        volumeMounts.map(({ name }) => name),
      ),
    );
    return {
      ...identityOf(metadata),
      deletedAt: metadata.deletionTimestamp,
      labels: metadata.labels,
      phase: status.phase,
      node: spec.nodeName || null,
      volumes: spec.volumes.flatMap(volume => {
        const claim = claimOf(volume, metadata.name);
        return claim === null
          ? []
          : { name: volume.name, claim, isMounted: mounted.has(volume.name) };
      }),
      backupVolumes: split(metadata.annotations[BACKUP_ANNOTATION]),
      excludedVolumes: split(metadata.annotations[EXCLUDE_ANNOTATION]),
    };
  });
}

/** Kubernetes names the claim of a generic ephemeral volume so. */
function claimOf(
  { name, persistentVolumeClaim, ephemeral }: z.output<typeof volumeSchema>,
  pod: string,
): string | null {
  if (persistentVolumeClaim) return persistentVolumeClaim.claimName;
  return ephemeral ? `${pod}-${name}` : null;
}

/** Velero does not trim: a space after a comma belongs to the name. */
function split(names: string | undefined): string[] {
  return (names ?? '').split(',').filter(name => name !== '');
}

/** How a core Pod is read. @internal */
export const podKind: KindDefinition<'Pod'> = {
  kind: 'Pod',
  engine: 'kubernetes',
  group: '',
  versions: ['v1'],
  resource: 'pods',
  follow: 'poll',
  parse,
  keep: fact => fact.volumes.length > 0,
  index: noIndex,
};
