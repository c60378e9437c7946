import { ResponseError } from '@backstage/errors';
import {
  clusterReadPermission,
  planCreatePermission,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { causeOf } from '../components/causeOf';
import type { Translate } from '../components/stateWord';
import type { FieldHint } from './FieldHint';

/** What it takes to be told of them. */
const permissions = {
  clusters: clusterReadPermission,
  environments: planCreatePermission,
};

/**
 * Why a field suggests nothing although there is a list of it: the user lacks
 * the permission, or the list could not be loaded.
 *
 * @internal
 */
export function noListHint(
  list: keyof typeof permissions,
  error: Error,
  t: Translate,
): FieldHint {
  const what = t(`field.noList.${list}`);
  return error instanceof ResponseError && error.response.status === 403
    ? {
        tone: 'info',
        text: t('field.noList.hidden', {
          ...{ what, permission: permissions[list].name },
        }),
      }
    : {
        tone: 'warning',
        text: t('field.noList.failed', { what, cause: causeOf(error) }),
      };
}
