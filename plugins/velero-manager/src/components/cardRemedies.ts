import {
  protectionStates,
  suggestSchedule,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  EntityReport,
  Remedy,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/** More are for the tab of the entity. */
const MOST_REMEDIES = 3;

/** A remedy and the reason for it. @internal */
export interface CardRemedy {
  remedy: Remedy;
  /** `null` where the verdict on the whole says it already. */
  reason: string | null;
}

/** What mends a service, the worst first, each once. @internal */
export function cardRemedies(report: EntityReport): CardRemedy[] {
  const { units, protection: whole } = report;
  const found = new Map<string, CardRemedy>();
  for (const state of protectionStates) {
    for (const { protection, remedy } of units) {
      const key = JSON.stringify(remedy);
      if (!remedy || protection.state !== state || found.has(key)) continue;
      const { message } = protection;
      const reason = message === whole.message ? null : message;
      found.set(key, { remedy, reason });
    }
  }
  return [...found.values()].slice(0, MOST_REMEDIES);
}

/**
 * A further schedule for a service: for the namespaces of its first cluster, or
 * for as much as is known of it.
 *
 * @internal
 */
export function furtherSchedule(report: EntityReport): Remedy {
  const [first] = report.units;
  const cluster = first?.cluster ?? report.clusters[0]?.name ?? '';
  const namespaces = report.units
    .filter(unit => unit.cluster === cluster)
    .map(({ namespace }) => namespace);
  const { environment = null } =
    report.clusters.find(({ name }) => name === cluster) ?? {};
  const values = suggestSchedule({
    entityName: report.entityRef.slice(report.entityRef.indexOf('/') + 1),
    environment,
    cluster,
    namespaces: [...new Set(namespaces)],
    rpoSeconds: report.objective?.rpoSeconds ?? null,
  });
  return {
    action: 'add_schedule',
    intent: 'schedule:save',
    values: cluster ? values : { scope: values.scope },
  };
}
