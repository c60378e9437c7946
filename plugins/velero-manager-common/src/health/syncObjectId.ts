import { LocatedSyncObject } from '../facts';

/** `cluster/kind/namespace/name`. @internal */
export function syncObjectId({
  cluster,
  fact,
}: Pick<LocatedSyncObject, 'cluster' | 'fact'>): string {
  return `${cluster}/${fact.kind}/${fact.namespace}/${fact.name}`;
}
