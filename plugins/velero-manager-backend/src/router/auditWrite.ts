import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/**
 * Leaves an audit event on something that writes, or computes what would be
 * written: who asked for what, and what came of it. Never what files hold.
 *
 * @internal
 */
export async function auditWrite<T>(
  options: {
    auditor: AuditorService;
    request: Request;
    eventId: string;
    meta: JsonObject;
    /** What to record of the answer. */
    outcomeOf: (answer: T) => JsonObject;
  },
  write: () => Promise<T>,
): Promise<T> {
  const { auditor, request, eventId, meta, outcomeOf } = options;
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    request,
    meta,
  });
  try {
    const answer = await write();
    await event.success({ meta: outcomeOf(answer) });
    return answer;
  } catch (error) {
    const cause = toError(error);
    await event.fail({
      error: cause instanceof Error ? cause : new Error(cause.message),
    });
    throw error;
  }
}
