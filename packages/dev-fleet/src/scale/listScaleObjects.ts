import { ApiKind, apiVersionOf } from '../apiserver/ApiKind';
import {
  readContinueToken,
  writeContinueToken,
} from '../apiserver/continueToken';
import { ScaleCluster } from './ScaleCluster';
import { ScaleKind } from './ScaleKind';

/**
 * One page of a list as JSON. Objects that are written between two pages may be
 * newer than the list says: a watch from its revision tells of them again, so
 * a client ends up with the same objects.
 *
 * @internal
 */
export function listScaleObjects(options: {
  cluster: ScaleCluster;
  kind: ScaleKind;
  served: ApiKind;
  query: URLSearchParams;
  namespace?: string;
}): string {
  const { cluster, kind, served, query, namespace } = options;
  const limit = Number(query.get('limit')) || Infinity;
  const token = query.get('continue');
  const begun = token ? readContinueToken(token) : null;
  const revision = begun?.revision ?? cluster.revision;
  const items: string[] = [];
  let next: number | null = null;
  for (const index of cluster.indexes(kind, begun ? Number(begun.after) : 0)) {
    if (
      namespace !== undefined &&
      cluster.keyOf(kind, index).namespace !== namespace
    ) {
      continue;
    }
    if (items.length === limit) {
      next = index;
      break;
    }
    items.push(cluster.write(kind, index));
  }
  const head = JSON.stringify({
    kind: `${served.kind}List`,
    apiVersion: apiVersionOf(served.group, served.versions[0]),
    metadata: {
      resourceVersion: `${revision}`,
      ...(next !== null && {
        continue: writeContinueToken({
          revision,
          after: `${next}`,
          since: Date.now(),
        }),
      }),
    },
  });
  return `${head.slice(0, -1)},"items":[${items.join(',')}]}`;
}
