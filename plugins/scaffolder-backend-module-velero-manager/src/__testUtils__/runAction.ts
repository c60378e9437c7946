import { mockCredentials } from '@backstage/backend-test-utils';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import { validate } from 'jsonschema';

/** Whoever started the task. */
export const initiator = mockCredentials.user('user:default/ann');

/** For actions that leave the workspace alone: writing there would fail. */
const NO_WORKSPACE = '/dev/null';

/** Runs an action as the scaffolder does: checks its input, then calls it. */
export async function runAction(
  action: TemplateAction<any, any>,
  input: JsonObject,
  options: { isDryRun?: boolean; workspacePath?: string } = {},
): Promise<{ outputs: Record<string, unknown>; log: string[] }> {
  const checked = validate(input, action.schema?.input ?? {});
  if (!checked.valid) {
    throw new Error(`Invalid input: ${checked.errors.join(', ')}`);
  }
  const outputs: Record<string, unknown> = {};
  const log: string[] = [];
  const { workspacePath = NO_WORKSPACE, isDryRun } = options;
  const ctx = createMockActionContext({ workspacePath });
  const note = (message: string) => log.push(message);
  await action.handler({
    ...ctx,
    input,
    isDryRun,
    getInitiatorCredentials: async () => initiator,
    logger: Object.assign(ctx.logger, { info: note, warn: note }),
    output: (name, value) => {
      outputs[String(name)] = value;
    },
  });
  const told = validate(outputs, action.schema?.output ?? {});
  if (!told.valid) {
    throw new Error(`Invalid output: ${told.errors.join(', ')}`);
  }
  return { outputs, log };
}
