import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { ConflictError, InputError } from '@backstage/errors';
import type {
  ApiFinding,
  PlanPreview,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerService } from '@velero-manager/backstage-plugin-velero-manager-node';
import { toActionError } from './toActionError';

/** The part of an action's context that does not depend on its inputs. @internal */
export type ActionRun = Pick<
  ActionContext<{}>,
  'getInitiatorCredentials' | 'isDryRun' | 'logger'
>;

/**
 * Has an intent planned by the backend on behalf of whoever started the task,
 * and writes what the checks found into the log.
 *
 * @returns a plan that changes something, or one whose result is `unchanged`
 * @throws ConflictError where it cannot be done as things stand, InputError
 * where a check found an error
 * @internal
 */
export async function planSoundly(
  service: VeleroManagerService,
  ctx: ActionRun,
  intent: Record<string, unknown>,
): Promise<PlanPreview> {
  const credentials = await ctx.getInitiatorCredentials();
  const preview = await service
    .createPlan({ intent }, { credentials })
    .catch(error => {
      throw toActionError('The change could not be planned', error);
    });
  if (preview.result === 'conflict') {
    const { reason, path } = preview.conflict ?? { reason: '', path: '' };
    throw new ConflictError(
      `The change cannot be made as '${path}' stands: ${reason}`,
    );
  }
  const { findings, files } = preview;
  findings.forEach(finding => ctx.logger.info(describeFinding(finding)));
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new InputError(
      `The checks found ${errors.length} error(s): ${errors
        .map(describeFinding)
        .join(' ')}`,
    );
  }
  files.forEach(({ action, path }) => ctx.logger.info(`${action} ${path}`));
  return preview;
}

function describeFinding(finding: ApiFinding): string {
  const { severity, code, path, line, message, fix } = finding;
  const place = line === null ? path : `${path}:${line}`;
  return `${severity} ${code} at '${place}': ${message}${fix ? ` ${fix}` : ''}`;
}
