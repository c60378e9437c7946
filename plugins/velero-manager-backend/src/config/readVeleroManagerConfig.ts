import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError, toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  defaultJudgeSettings,
  JudgeSettings,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { z } from 'zod';
import { parseDuration } from './parseDuration';

/** A cluster that is quiet for longer has its verdicts shown as UNKNOWN. */
const DEFAULT_SILENT_AFTER_MS = 5 * 60_000;

/**
 * Keeps out mistakes. Real API servers send a bookmark about every minute, so
 * that less than two would call healthy clusters silent; simulated ones may be
 * told to send them more often.
 */
const MIN_SILENT_AFTER_MS = 10_000;

/**
 * What `veleroManager` says about judging and reading; clusters are read by
 * `readClusterConfig`.
 *
 * @internal
 */
export interface VeleroManagerConfig {
  /** How long a cluster may be quiet before it counts as silent. */
  silentAfterMs: number;
  /** Objective of each environment in seconds; environments without one are absent. */
  environmentRpoSeconds: Record<string, number>;
  /** What counts as good enough, for all services. */
  settings: JudgeSettings;
  /** Whether the catalog is trusted when an entity claims a namespace. */
  claims: 'catalog' | 'confirmed';
}

const duration = z
  .string({ error: 'must be a text' })
  .transform((value, context) => {
    const parsed = parseDuration(value);
    if (!parsed.ok) {
      context.addIssue({ code: 'custom', message: parsed.reason });
      return z.NEVER;
    }
    return parsed.value;
  });

const unknownKey = (issue: { code?: string; keys?: string[] }) =>
  issue.code === 'unrecognized_keys'
    ? `has the unknown key '${issue.keys?.join("', '")}'`
    : 'must be an object';

const objective = z.strictObject(
  { rpo: duration.optional() },
  { error: unknownKey },
);

const ENVIRONMENT_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const environments = z.record(
  z.string().regex(ENVIRONMENT_NAME),
  z.strictObject({ objective: objective.optional() }, { error: unknownKey }),
  {
    error: issue =>
      issue.code === 'invalid_key'
        ? "is not the name of an environment: at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit"
        : 'must be an object that holds environments by name',
  },
);

const flag = z.boolean({ error: 'must be true or false' });

const snapshotGrades = z.record(
  z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/),
  z.enum(['off-cluster', 'provider', 'local'], {
    error: "must be 'off-cluster', 'provider' or 'local'",
  }),
  {
    error: issue =>
      issue.code === 'invalid_key'
        ? 'is not the name of a CSI driver'
        : 'must be an object that holds grades by CSI driver',
  },
);

const objectives = z.strictObject(
  {
    verifyMaxAge: duration.optional(),
    requireOffsite: flag.optional(),
    acceptPartial: flag.optional(),
    snapshotGrades: snapshotGrades.optional(),
  },
  {
    error: issue =>
      issue.code === 'unrecognized_keys' && issue.keys.includes('rpo')
        ? "has no key 'rpo': an objective stands at an environment ('veleroManager.environments.<name>.objective.rpo') or at an entity"
        : unknownKey(issue),
  },
);

const claims = z.enum(['catalog', 'confirmed'], {
  error: issue =>
    `must be 'catalog' or 'confirmed', not ${JSON.stringify(issue.input)}`,
});

function readSilentAfter(config: Config, problems: string[]): number {
  const place = 'veleroManager.silentAfter';
  if (!config.has(place)) {
    return DEFAULT_SILENT_AFTER_MS;
  }
  const expected =
    'must be a duration of at least ten seconds, such as { minutes: 5 } or PT5M';
  try {
    const ms = durationToMilliseconds(
      readDurationFromConfig(config, { key: place }),
    );
    // Months and years come out as NaN or much: neither is meant.
    if (!(ms >= MIN_SILENT_AFTER_MS)) {
      problems.push(`'${place}' ${expected}`);
    }
    return ms;
  } catch (error) {
    problems.push(`'${place}' ${expected}: ${toError(error).message}`);
    return DEFAULT_SILENT_AFTER_MS;
  }
}

function toSettings(asked: z.output<typeof objectives>): JudgeSettings {
  const {
    verifyMaxAge,
    requireOffsite,
    acceptPartial,
    snapshotGrades: grades,
  } = asked;
  return {
    acceptPartial: acceptPartial ?? defaultJudgeSettings.acceptPartial,
    requireOffsite: requireOffsite ?? defaultJudgeSettings.requireOffsite,
    verifyMaxAgeSeconds:
      verifyMaxAge ?? defaultJudgeSettings.verifyMaxAgeSeconds,
    gradeByDriver: { ...defaultJudgeSettings.gradeByDriver, ...grades },
  };
}

/**
 * Reads the part of `veleroManager` that says how things are judged and read.
 *
 * @throws InputError that lists every problem with its place, the value and
 * what is allowed
 * @internal
 */
export function readVeleroManagerConfig(config: Config): VeleroManagerConfig {
  const problems: string[] = [];
  const read = <S extends z.ZodType>(
    schema: S,
    key: string,
  ): z.output<S> | undefined => {
    const place = `veleroManager.${key}`;
    const value = config.getOptional(place);
    if (value === undefined) {
      return undefined;
    }
    const result = schema.safeParse(value);
    if (!result.success) {
      problems.push(
        ...result.error.issues.map(
          issue => `'${[place, ...issue.path].join('.')}' ${issue.message}`,
        ),
      );
    }
    return result.data;
  };

  const silentAfterMs = readSilentAfter(config, problems);
  const byEnvironment = read(environments, 'environments') ?? {};
  const asked = read(objectives, 'objectives') ?? {};
  const trust = read(claims, 'claims');
  if (problems.length > 0) {
    throw new InputError(
      `The configuration of Velero Manager is not valid:\n${problems
        .map(problem => `- ${problem}`)
        .join('\n')}`,
    );
  }
  return {
    silentAfterMs,
    environmentRpoSeconds: Object.fromEntries(
      Object.entries(byEnvironment).flatMap(([name, environment]) =>
        environment.objective?.rpo === undefined
          ? []
          : [[name, environment.objective.rpo]],
      ),
    ),
    settings: toSettings(asked),
    claims: trust ?? 'catalog',
  };
}
