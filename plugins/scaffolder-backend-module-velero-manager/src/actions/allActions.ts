import { intentKinds } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { VeleroManagerService } from '@velero-manager/backstage-plugin-velero-manager-node';
import { createIntentAction } from './createIntentAction';
import { createPlanAction } from './createPlanAction';
import { createProposeAction } from './createProposeAction';

/**
 * Every action of this module: one for each intent, and one to plan and one to
 * propose any of them.
 *
 * @internal
 */
export function allActions(options: { service: VeleroManagerService }) {
  return [
    ...intentKinds.map(kind => createIntentAction({ ...options, kind })),
    createPlanAction(options),
    createProposeAction(options),
  ];
}
