import type { ScheduleSaveIntent } from '../../intents';
import { hookPresets, type HookCommand } from '../../intents/hookPresets';
import { goDurationOf } from './goDurationOf';

type Hook = NonNullable<ScheduleSaveIntent['hooks']>[number];

/**
 * A hook as Velero reads it, with the commands of its preset written out. It is
 * for pods alone: Velero runs it nowhere else.
 *
 * @internal
 */
export function backupHook(hook: Hook): Record<string, unknown> {
  const { pre = [], post = [] } = hook.preset ? hookPresets[hook.preset] : hook;
  const run = (commands: readonly HookCommand[]) =>
    commands.map(({ command, onError, timeout }) => ({
      exec: {
        ...(hook.container ? { container: hook.container } : {}),
        command: [...command],
        ...(onError ? { onError } : {}),
        ...(timeout ? { timeout: goDurationOf(timeout) } : {}),
      },
    }));
  return {
    name: hook.name,
    ...(hook.includedNamespaces?.length
      ? { includedNamespaces: hook.includedNamespaces }
      : {}),
    includedResources: ['pods'],
    labelSelector: { matchLabels: hook.podLabels },
    ...(pre.length > 0 ? { pre: run(pre) } : {}),
    ...(post.length > 0 ? { post: run(post) } : {}),
  };
}
