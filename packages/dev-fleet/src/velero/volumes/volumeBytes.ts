import { createHash } from 'node:crypto';
import { KubeObject } from '../../apiserver/KubeObject';

const GIBIBYTE = 1024 ** 3;

/**
 * How much of a volume is filled: the same share each time it is asked, between
 * a third and two thirds.
 *
 * @internal
 */
export function volumeBytes({ metadata, spec }: KubeObject): number {
  const { requests } = (spec?.resources ?? {}) as {
    requests?: { storage?: string };
  };
  const gibibytes = Number.parseInt(requests?.storage ?? '1', 10);
  const [byte] = createHash('sha256').update(metadata.name).digest();
  return Math.round(gibibytes * GIBIBYTE * (1 / 3 + byte / 255 / 3));
}

/** An identifier as the uploader kopia gives to its snapshots. @internal */
export function snapshotIdOf({ metadata }: KubeObject): string {
  return createHash('md5').update(metadata.uid).digest('hex');
}
