import {
  type ChangePlan,
  kindDefinitions,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parseAllDocuments } from 'yaml';
import type { ExpectedSchedule } from '../store/changeTypes';

/** An object in Git has neither; the cluster gives them out. */
const GIVEN_BY_CLUSTER = {
  uid: 'none',
  creationTimestamp: '1970-01-01T00:00:00Z',
};
const MAX_ALIASES = 100;

/**
 * The Velero schedules that a plan leaves in the cluster, read as those of a
 * cluster are, so that the two can be compared.
 *
 * @internal
 */
export function readExpectedSchedules(plan: ChangePlan): ExpectedSchedule[] {
  return plan.files.flatMap(({ content }) => readSchedules(content));
}

/** The Velero schedules in the text of a file. @internal */
export function readSchedules(text: string | null): ExpectedSchedule[] {
  // Rendered charts are long: only what can hold a schedule is parsed.
  if (text === null || !text.includes('velero.io/v1')) {
    return [];
  }
  return parseAllDocuments(text).flatMap(document => {
    const object: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (!isSchedule(object)) {
      return [];
    }
    const parsed = kindDefinitions.Schedule.parse({
      ...object,
      metadata: { ...object.metadata, ...GIVEN_BY_CLUSTER },
    });
    if (!parsed.ok) {
      return [];
    }
    const { namespace, name, cron, paused, scope } = parsed.value;
    return [{ namespace, name, cron, paused, scope }];
  });
}

function isSchedule(value: unknown): value is { metadata: object } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'Schedule' &&
    'apiVersion' in value &&
    value.apiVersion === 'velero.io/v1' &&
    'metadata' in value &&
    typeof value.metadata === 'object'
  );
}
