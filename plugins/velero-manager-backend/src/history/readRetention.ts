import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { parseDuration } from '../config';
import type { Retention } from '../store';

const PLACE = 'veleroManager.history';

/** A year, and a month in which to look at it. */
const DEFAULT_SECONDS = 400 * 86_400;

const duration = z
  .string({ error: 'must be a text such as 400d' })
  .transform((value, context) => {
    const parsed = parseDuration(value);
    if (!parsed.ok) {
      context.addIssue({ code: 'custom', message: parsed.reason });
      return z.NEVER;
    }
    return parsed.value;
  })
  .default(DEFAULT_SECONDS);

const schema = z.strictObject(
  {
    runs: duration,
    syncOperations: duration,
    bytes: duration,
    transitions: duration,
  },
  {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `has the unknown key '${issue.keys.join("', '")}'`
        : 'must be an object',
  },
);

/**
 * Reads how long history is kept.
 *
 * @throws InputError that lists every problem with its place
 * @internal
 */
export function readRetention(config: Config): Retention {
  const result = schema.safeParse(config.getOptional(PLACE) ?? {});
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `- '${[PLACE, ...issue.path].join('.')}' ${issue.message}`,
    );
    throw new InputError(
      `The configuration of Velero Manager is not valid:\n${problems.join(
        '\n',
      )}`,
    );
  }
  const { runs, syncOperations, bytes, transitions } = result.data;
  return {
    runsMs: 1000 * runs,
    syncOperationsMs: 1000 * syncOperations,
    bytesMs: 1000 * bytes,
    transitionsMs: 1000 * transitions,
  };
}
