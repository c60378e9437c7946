import { hasLiteralPassword } from '../../intents/literalPassword';
import { quoteName } from '../../words';
import type { Checked } from '../CheckedRepository';
import { Finding, findingAt } from '../Finding';
import type { Rule } from './Rule';

type Schedule = Checked<'velero.io/Schedule'>;
type Hook = NonNullable<
  NonNullable<Schedule['object']['spec']['template']['hooks']>['resources']
>[number];

/**
 * The commands that a schedule runs in pods hold no password, and say in which
 * container they run.
 *
 * @internal
 */
export const checkHooks: Rule = repository =>
  repository
    .objects('velero.io/Schedule')
    .flatMap(schedule =>
      (schedule.object.spec.template.hooks?.resources ?? []).flatMap(
        (hook, index) => checkHook(schedule, hook, index),
      ),
    );

function checkHook(
  { manifest }: Schedule,
  hook: Hook,
  index: number,
): Finding[] {
  const field = ['spec', 'template', 'hooks', 'resources', index];
  const findings: Finding[] = [];
  for (const phase of ['pre', 'post'] as const) {
    (hook[phase] ?? []).forEach(({ exec }, position) => {
      if (!hasLiteralPassword(exec.command)) return;
      findings.push(
        findingAt(manifest, [...field, phase, position], {
          code: 'HOOK_PASSWORD',
          severity: 'error',
          message: `A command of the hook ${quoteName(
            hook.name,
          )} holds what looks like a password.`,
          fix: 'Take it from a variable of the container, and change it where it is used: Git keeps it for ever.',
        }),
      );
    });
  }
  const all = [...(hook.pre ?? []), ...(hook.post ?? [])];
  // Velero: the first container of the pod (pkg/podexec/pod_command_executor.go).
  if (all.some(({ exec }) => !exec.container)) {
    findings.push(
      findingAt(manifest, field, {
        code: 'HOOK_CONTAINER_NOT_CHECKED',
        severity: 'info',
        message: `The hook ${quoteName(
          hook.name,
        )} names no container, so its commands run in the first of each pod; whether that is the right one was not checked.`,
        fix: 'Name the container.',
      }),
    );
  }
  return findings;
}
