/** What a commit of ours says of itself. @internal */
export interface CommitTrailers {
  change: string;
  plan: string;
  /** Whoever asked for it in the portal. */
  requester: string;
}

const CHANGE = 'Velero-Manager-Change';
const PLAN = 'Velero-Manager-Plan';
const REQUESTER = 'Velero-Manager-Requested-By';

/**
 * The body of a commit of ours: by its trailers it is known for ours again, and
 * whoever asked for it is on record.
 *
 * @internal
 */
export function printCommitTrailers(trailers: CommitTrailers): string {
  return [
    `${REQUESTER}: ${trailers.requester.replace(/\s+/g, ' ')}`,
    `${CHANGE}: ${trailers.change}`,
    `${PLAN}: ${trailers.plan}`,
  ].join('\n');
}

/**
 * Reads the trailers of a commit message; `null` where it is none of ours. As
 * Git does, trailers are looked for in the last paragraph alone.
 *
 * @internal
 */
export function readCommitTrailers(message: string): CommitTrailers | null {
  const last =
    message
      .trimEnd()
      .split(/\n\s*\n/)
      .at(-1) ?? '';
  const found = new Map(
    [...last.matchAll(/^([A-Za-z-]+): (.*)$/gm)].map(([, key, value]) => [
      key,
      value.trim(),
    ]),
  );
  const change = found.get(CHANGE);
  return change
    ? {
        change,
        plan: found.get(PLAN) ?? '',
        requester: found.get(REQUESTER) ?? '',
      }
    : null;
}
