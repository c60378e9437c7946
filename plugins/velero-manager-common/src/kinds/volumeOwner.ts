import { z } from 'zod';
import { namespacedMetadata } from './fields';

type Metadata = z.output<typeof namespacedMetadata>;

/**
 * The Backup or Restore that a copy or a restore of a volume was made for. The
 * label `<key>-name` is cut where a name is longer than 63 characters (velero
 * pkg/label), so the owner reference is believed first. The UID of the label is
 * that of the run, also where the owner has gone.
 *
 * @internal
 */
export function volumeOwnerOf(
  metadata: Metadata,
  kind: 'Backup' | 'Restore',
): { name: string | null; uid: string | null } {
  const key = `velero.io/${kind.toLowerCase()}`;
  const owner = metadata.ownerReferences.find(
    reference => reference.kind === kind,
  );
  return {
    name: owner?.name || metadata.labels[`${key}-name`] || null,
    uid: metadata.labels[`${key}-uid`] || owner?.uid || null,
  };
}
