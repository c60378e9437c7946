import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Request } from 'express';

/**
 * Leaves an audit event on a read that spans the fleet: who asked for what,
 * and whether an answer was given. Never what the answer held.
 *
 * @internal
 */
export async function auditFleetRead<T>(
  options: { auditor: AuditorService },
  request: Request,
  read: () => Promise<T>,
): Promise<T> {
  const event = await options.auditor.createEvent({
    eventId: 'fleet-read',
    severityLevel: 'low',
    request,
    meta: { path: request.path },
  });
  try {
    const answer = await read();
    await event.success();
    return answer;
  } catch (error) {
    const cause = toError(error);
    await event.fail({
      error: cause instanceof Error ? cause : new Error(cause.message),
    });
    throw error;
  }
}
