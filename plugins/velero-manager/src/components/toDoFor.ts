import {
  findDataPathRule,
  findReason,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/**
 * What to do about a verdict, in the words that come with the rules: about a
 * volume without a data path, what the rule that refused it asks for.
 *
 * @returns `''` where nothing has to be done, or nothing is known
 * @internal
 */
export function toDoFor(reason: string, dataPathRule?: string | null): string {
  const rule =
    reason === 'volume_no_data_path' && dataPathRule
      ? findDataPathRule(dataPathRule)
      : null;
  return rule?.remedy || findReason(reason)?.remedy || '';
}
