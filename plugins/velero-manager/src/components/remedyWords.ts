import type { Remedy } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from './stateWord';

/** What a link to the form of a remedy says. @internal */
export function remedyWords(
  { action, values }: Remedy,
  { isOneOfMany, t }: { isOneOfMany: boolean; t: Translate },
): string {
  const cluster = String(values.cluster);
  switch (action) {
    case 'resume_schedule':
    case 'correct_schedule':
      return t(`remedy.${action}`, { schedule: String(values.existing) });
    case 'onboard_cluster':
      return t('remedy.onboard_cluster', { cluster });
    default:
      return isOneOfMany
        ? t('remedy.add_schedule_in', { cluster })
        : t('remedy.add_schedule');
  }
}
