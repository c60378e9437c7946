import { z } from 'zod/v3';
import {
  label,
  labelSelector,
  line,
  namespacePattern,
  timeout,
} from './fields';
import { hookPresetNames } from './hookPresets';
import { hasLiteralPassword } from './literalPassword';

const hookCommand = z
  .object({
    command: z
      .array(
        line(2_000).refine(
          text => !text.includes('${{'),
          "must not contain '${{'",
        ),
      )
      .min(1)
      .max(20)
      .refine(
        command => !hasLiteralPassword(command),
        "must not hold a password: use a variable of the container, such as '$POSTGRES_PASSWORD'",
      )
      .describe(
        "The command and its arguments; a shell is asked for by name: '/bin/sh', '-c', 'sync'.",
      ),
    onError: z
      .enum(['Fail', 'Continue'])
      .optional()
      .describe(
        'Whether the backup counts as failed in part when the command fails; Velero fails it when left empty.',
      ),
    timeout: timeout()
      .optional()
      .describe("How long it may take; Velero's 30s when left empty."),
  })
  .strict();

const hook = z
  .object({
    name: label().describe('What the hook is called.'),
    preset: z
      .enum(hookPresetNames)
      .optional()
      .describe(
        'Commands for a database, written out in the pull request; leave it empty to write your own.',
      ),
    podLabels: labelSelector()
      .refine(map => Object.keys(map).length > 0, 'must name a label')
      .describe(
        "Labels of the pods in which the commands run, such as 'app.kubernetes.io/name: postgresql'.",
      ),
    container: label()
      .optional()
      .describe(
        'The container in which the commands run; the first of the pod when left empty.',
      ),
    includedNamespaces: z
      .array(namespacePattern())
      .max(200)
      .optional()
      .describe(
        'Namespaces in which the hook runs; all that are backed up when left empty.',
      ),
    pre: z
      .array(hookCommand)
      .max(10)
      .optional()
      .describe('What runs before a pod is backed up.'),
    post: z
      .array(hookCommand)
      .max(10)
      .optional()
      .describe('What runs after a pod was backed up.'),
  })
  .strict()
  .superRefine(({ preset, pre = [], post = [] }, context) => {
    const own = pre.length + post.length;
    if (preset === undefined && own === 0) {
      context.addIssue({
        code: 'custom',
        message: "must have a 'preset', or commands in 'pre' or 'post'",
      });
    }
    if (preset !== undefined && own > 0) {
      context.addIssue({
        code: 'custom',
        path: ['preset'],
        message: 'must be left out where commands are written',
      });
    }
  });

/** Commands that make data fit for a backup, as fields. @internal */
export const hookFields = {
  hooks: z
    .array(hook)
    .max(20)
    .superRefine((hooks, context) => {
      const names = hooks.map(({ name }) => name);
      const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
      if (twice < 0) return;
      context.addIssue({
        code: 'custom',
        path: [twice, 'name'],
        message: 'is the name of another hook too',
      });
    })
    .optional()
    .describe(
      'Commands that run in pods around their backup; an edit changes the hooks named here and keeps the others.',
    ),
  removedHooks: z
    .array(line(100))
    .max(20)
    .optional()
    .describe('Names of hooks to take out.'),
};
