import { ApplicationFact } from '../facts';

/**
 * Whether the status of an Application is of before its last sync.
 *
 * @remarks
 * When a sync ends Argo CD compares at once, yet a moment later: until then
 * what was OutOfSync before would look like drift.
 *
 * @internal
 */
export function isComparedBeforeSync({
  operation,
  reconciledAt,
}: Pick<ApplicationFact, 'operation' | 'reconciledAt'>): boolean {
  return (
    operation?.phase === 'Succeeded' &&
    operation.finishedAt !== null &&
    reconciledAt !== null &&
    reconciledAt <= operation.finishedAt
  );
}
