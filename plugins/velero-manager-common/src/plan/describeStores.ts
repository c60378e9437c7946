import type { Manifest } from '../snapshot/readManifests';
import { isMap } from '../snapshot/readManifests';
import { specOf } from './clusterInGit';
import { code } from './describeWritten';

/**
 * Where backups of a cluster lie, in Markdown, one line each: what no change to
 * Git ever deletes.
 *
 * @internal
 */
export function describeStores(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap(manifest => {
    const { identity } = manifest;
    const name = code(identity?.name ?? '');
    const spec = specOf(manifest);
    switch (identity?.kind) {
      case 'BackupStorageLocation':
        return [
          `${name}, a storage location of Velero: ${describeBucket(spec)}`,
        ];
      case 'ObjectStore':
        return [`${name}, a store of databases${describePath(spec)}`];
      case 'BackupTarget':
        return [
          `${name}, a backup target of Longhorn${at(spec.backupTargetURL)}`,
        ];
      default:
        return [];
    }
  });
}

function describeBucket({ objectStorage }: Record<string, unknown>): string {
  const { bucket, prefix } = isMap(objectStorage) ? objectStorage : {};
  return `bucket ${code(String(bucket))}, ${
    typeof prefix === 'string' && prefix !== ''
      ? `prefix ${code(prefix)}`
      : '**without a prefix**'
  }`;
}

function describePath({ configuration }: Record<string, unknown>): string {
  return at(isMap(configuration) ? configuration.destinationPath : undefined);
}

function at(place: unknown): string {
  return typeof place === 'string' ? ` at ${code(place)}` : '';
}
