import type { NewChange } from '../../store/changeTypes';
import { scheduleRow } from '../../store/__testUtils__/facts';
import type { ScheduleFact } from '@velero-manager/backstage-plugin-velero-manager-common';

/** What an intent on `shop-daily` is about. */
export const IDENTITY = 'schedule-save/production/prod-01/shop-daily';

/** A schedule as the change of {@link newChange} wrote it. */
export const scheduleOfChange = (rest: Partial<ScheduleFact> = {}) =>
  scheduleRow('shop-daily', { change: IDENTITY, phase: 'Enabled', ...rest });

/** A change of the schedule `shop-daily` in `prod-01`, just proposed. */
export function newChange(rest: Partial<NewChange> = {}): NewChange {
  const { namespace, name, cron, paused, scope } = scheduleOfChange()
    .fact as ScheduleFact;
  return {
    id: 'one',
    identity: IDENTITY,
    repository: 'main',
    branch: `feature/velero-manager/${IDENTITY}`,
    number: 12,
    url: 'https://github.com/o/r/pull/12',
    title: 'Change schedule shop-daily',
    intent: { kind: 'schedule:save' },
    requester: 'user:default/amelia',
    requesterLogins: ['amelia'],
    environment: 'production',
    cluster: 'prod-01',
    planHash: 'hash-1',
    schedules: [{ namespace, name, cron, paused, scope }],
    objects: [],
    clusters: [],
    approvalsRequired: 2,
    mergesItself: true,
    notes: ['Could not ask for reviews.'],
    ...rest,
  };
}
