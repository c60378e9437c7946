import type { ScheduleSaveIntent } from '../intents';

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
/** `<scope>-<frequency>` has to bear what backups add to it. */
const MAX_SCOPE_LENGTH = 37;
/** Backups of a night are more often looked for in a month than later. */
const RETENTION = '30d';

/**
 * The fields of a new schedule, as far as they follow from what it is for.
 *
 * @public
 */
export type SuggestedSchedule = Pick<
  ScheduleSaveIntent,
  'cluster' | 'scope' | 'includedNamespaces' | 'retention'
> &
  Partial<Pick<ScheduleSaveIntent, 'environment' | 'frequency' | 'cron'>>;

/**
 * Suggests a schedule for namespaces of one cluster that a service claims: every
 * night, or every hour where the objective asks for more than a night gives.
 * Where it asks for more than that, when to run is left to a person.
 *
 * @remarks
 * The minute follows from the name, so that the schedules of a cluster do not
 * all begin at the same moment: Velero makes one backup at a time.
 *
 * @public
 */
export function suggestSchedule(service: {
  entityName: string;
  /** `null` where it is not known. */
  environment: string | null;
  cluster: string;
  namespaces: readonly string[];
  /** `null` where there is no objective. */
  rpoSeconds: number | null;
}): SuggestedSchedule {
  const { entityName, environment, cluster, namespaces, rpoSeconds } = service;
  const scope = scopeOf(namespaces.length === 1 ? namespaces[0] : entityName);
  return {
    ...(environment === null ? {} : { environment }),
    cluster,
    scope,
    ...timing(scope, rpoSeconds ?? DAY_S),
    includedNamespaces: [...namespaces],
    retention: RETENTION,
  };
}

function timing(
  scope: string,
  rpoSeconds: number,
): Pick<SuggestedSchedule, 'frequency' | 'cron'> {
  const minute = minuteOf(scope);
  if (rpoSeconds >= DAY_S) {
    return { frequency: 'daily', cron: `${minute} 2 * * *` };
  }
  return rpoSeconds >= HOUR_S
    ? { frequency: 'hourly', cron: `${minute} * * * *` }
    : {};
}

/** Any name as a part of a schedule's name. */
function scopeOf(name: string): string {
  const cut = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_SCOPE_LENGTH)
    .replace(/-$/, '');
  return cut || 'service';
}

function minuteOf(name: string): number {
  return [...name].reduce(
    (sum, character) => (sum * 31 + character.charCodeAt(0)) % 60,
    0,
  );
}
