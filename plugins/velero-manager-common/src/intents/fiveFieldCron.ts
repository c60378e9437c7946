import { z } from 'zod/v3';
import { nextRuns, type CronDialect, type CronReader } from '../cron';
import { Parsed } from '../parsed';
import { quoteValue } from '../words';
import type { CronEngine } from './cronEngines';

/** The presets that every controller knows, in five fields. */
const PRESETS: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};
/** Cron is judged from a fixed moment, so that an intent is valid or not for ever. */
const JUDGED_FROM = new Date(Date.UTC(2024, 0, 1));

/**
 * The five fields that a person meant: of a preset, or as given.
 *
 * @internal
 */
export function fiveFieldsOf(text: string): Parsed<string> {
  const trimmed = text.trim();
  const preset = Object.hasOwn(PRESETS, trimmed) ? PRESETS[trimmed] : null;
  if (preset !== null) return { ok: true, value: preset };
  const fields = trimmed.split(/\s+/);
  if (fields.length === 5 && !/[@=]/.test(trimmed)) {
    return { ok: true, value: fields.join(' ') };
  }
  return {
    ok: false,
    reason: `${quoteValue(
      text,
    )} must have five fields such as '0 2 * * *', or be a preset such as '@daily', without a time zone`,
  };
}

/**
 * The same moments with seconds first, as CloudNative-PG reads them
 * (github.com/robfig/cron 1.2.0 `Parse`): given five fields, it would take the
 * minute for the second.
 *
 * @internal
 */
export function secondsFirstOf(text: string): Parsed<string> {
  const five = fiveFieldsOf(text);
  return five.ok ? { ok: true, value: `0 ${five.value}` } : five;
}

/**
 * Why a controller would not run at this cron text, or null.
 *
 * @internal
 */
export function refuseCronOf(
  text: string,
  dialect: CronDialect,
): string | null {
  const runs = nextRuns(text, {
    zone: 'UTC',
    after: JUDGED_FROM,
    dialect,
    count: 1,
  });
  if (!runs.ok) return runs.reason.replace(/\.$/, '');
  return runs.value.length === 0
    ? `${quoteValue(text)} is a date that never comes`
    : null;
}

/**
 * Why Longhorn, or CloudNative-PG with seconds before it, would not run at this
 * cron text, or null. People write the same for both.
 *
 * @public
 */
export function refuseEngineCron(text: string): string | null {
  const five = fiveFieldsOf(text);
  return five.ok
    ? refuseCronOf(five.value, 'kubernetes') ??
        refuseCronOf(`0 ${five.value}`, 'robfig-v1')
    : five.reason;
}

/**
 * A cron text of a form as an engine is handed it, and who reads it there.
 *
 * @public
 */
export function engineCronOf(
  text: string,
  engine: CronEngine,
): Parsed<{ fiveFields: string; text: string; reader: CronReader }> {
  const five = fiveFieldsOf(text);
  if (!five.ok) return five;
  const isPostgres = engine === 'cloudnative-pg';
  return {
    ok: true,
    value: {
      fiveFields: five.value,
      text: isPostgres ? `0 ${five.value}` : five.value,
      reader: { zone: 'UTC', dialect: isPostgres ? 'robfig-v1' : 'kubernetes' },
    },
  };
}

/** Five fields or a preset, in UTC, that run at least once. @internal */
export const fiveFieldCron = () =>
  z
    .string()
    .min(1)
    .max(200)
    .superRefine((text, context) => {
      const reason = refuseEngineCron(text);
      if (reason) context.addIssue({ code: 'custom', message: reason });
    });
