import { ApplicationFact } from '../facts';
import { describeCause, quoteName } from '../words';
import { Finding } from './Finding';
import { SyncState } from './states';

/** Conditions that are errors (argo-cd pkg/apis/application/v1alpha1), the cause before its effects. */
const ERRORS = [
  'DeletionError',
  'InvalidSpecError',
  'ComparisonError',
  'SyncError',
  'UnknownError',
];

/**
 * What the conditions of an Application say: it has each only while the problem
 * lasts. Others than these are warnings, and no failures.
 *
 * @internal
 */
export function findErrorCondition(
  app: ApplicationFact,
  name: string,
): Finding<SyncState> | null {
  const condition = ERRORS.map(wanted =>
    app.conditions.find(({ type }) => type === wanted),
  ).find(found => found !== undefined);
  return condition
    ? {
        state: 'FAILED',
        reason: 'error_condition',
        message: `${name} has condition ${quoteName(condition.type)}${
          condition.message ? `: ${describeCause(condition.message)}` : ''
        }.`,
      }
    : null;
}
