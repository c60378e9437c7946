const KINDS = {
  account: 'U',
  team: 'T',
  repository: 'R',
  pull: 'PR',
  label: 'LA',
  review: 'PRR',
  comment: 'IC',
  status: 'SC',
  ref: 'REF',
  object: 'O',
  installation: 'MDI',
} as const;

/** What a node id can name. @internal */
export type NodeKind = keyof typeof KINDS;

/**
 * The id that GraphQL (and `node_id` of REST) names a thing by: opaque, but
 * the same in both.
 *
 * @internal
 */
export function nodeId(kind: NodeKind, id: number | string): string {
  return `${KINDS[kind]}_${Buffer.from(String(id)).toString('base64url')}`;
}

/**
 * Reads a node id back.
 *
 * @returns undefined where it names something of another kind
 * @internal
 */
export function parseNodeId(id: string, kind: NodeKind): string | undefined {
  const prefix = `${KINDS[kind]}_`;
  return id.startsWith(prefix)
    ? Buffer.from(id.slice(prefix.length), 'base64url').toString('utf8')
    : undefined;
}
