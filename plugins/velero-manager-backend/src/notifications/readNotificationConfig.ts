import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** What `veleroManager.notifications` says. @internal */
export interface NotificationConfig {
  /** Whether people are told of what changed, where the portal can. */
  enabled: boolean;
  /** Entity ref of who is told of clusters; `null`: nobody. */
  clusters: string | null;
}

const PLACE = 'veleroManager.notifications';

const recipient = z
  .string({ error: 'must be a text' })
  .transform((value, context) => {
    try {
      const ref = parseEntityRef(value);
      if (['group', 'user'].includes(ref.kind.toLocaleLowerCase('en-US'))) {
        return stringifyEntityRef(ref);
      }
    } catch {
      // What is no entity ref is told below, in the same words.
    }
    context.addIssue({
      code: 'custom',
      message:
        "must be the entity ref of a group or user, such as 'group:default/platform'",
    });
    return z.NEVER;
  });

const schema = z.strictObject(
  {
    enabled: z.boolean({ error: 'must be true or false' }).optional(),
    clusters: recipient.optional(),
  },
  {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `has the unknown key '${issue.keys.join("', '")}'`
        : 'must be an object',
  },
);

/**
 * Reads who is told of what.
 *
 * @throws InputError that lists every problem with its place and what is allowed
 * @internal
 */
export function readNotificationConfig(config: Config): NotificationConfig {
  const result = schema.safeParse(config.getOptional(PLACE) ?? {});
  if (!result.success) {
    throw new InputError(
      `The configuration of Velero Manager is not valid:\n${result.error.issues
        .map(
          ({ path, message }) => `- '${[PLACE, ...path].join('.')}' ${message}`,
        )
        .join('\n')}`,
    );
  }
  const { enabled = true, clusters = null } = result.data;
  return { enabled, clusters };
}
