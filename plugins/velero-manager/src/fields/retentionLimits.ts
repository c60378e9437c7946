import type { Environment } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from '../components/stateWord';
import type { FieldHint } from './FieldHint';
import { retentionSeconds } from './retentionSeconds';

/** Which of its limits the environment would refuse a retention by, or null. @internal */
export function brokenLimit(
  retention: string,
  environment: Environment | null,
): 'min' | 'max' | null {
  const seconds = retentionSeconds(retention);
  if (seconds === null || environment === null) return null;
  const { min, max } = environment.retention;
  if (min !== null && seconds < (retentionSeconds(min) ?? 0)) return 'min';
  return max !== null && seconds > (retentionSeconds(max) ?? Infinity)
    ? 'max'
    : null;
}

/** The limits of an environment, and whether a retention is outside of them. @internal */
export function limitHints(
  retention: string,
  environment: Environment | null,
  t: Translate,
): FieldHint[] {
  if (environment === null) return [];
  const { name } = environment;
  const { min, max } = environment.retention;
  if (min === null && max === null) return [];
  const limits = {
    environment: name,
    min: min === null ? '' : spanOf(min, t),
    max: max === null ? '' : spanOf(max, t),
  };
  const broken = brokenLimit(retention, environment);
  if (broken) {
    return [
      { tone: 'error', text: t(`field.retention.refused.${broken}`, limits) },
    ];
  }
  if (min === null) {
    return [{ tone: 'info', text: t('field.retention.atMost', limits) }];
  }
  return [
    {
      tone: 'info',
      text: t(
        max === null ? 'field.retention.atLeast' : 'field.retention.between',
        limits,
      ),
    },
  ];
}

/** A retention such as `30d` or `12h` in words. @internal */
export function spanOf(retention: string, t: Translate): string {
  const count = Number(retention.slice(0, -1));
  return retention.endsWith('h')
    ? t('field.retention.hours', { count })
    : t('field.retention.days', { count });
}
