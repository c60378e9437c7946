import { changeStates } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from './stateWord';

/** The word for how far a change has come, which came as plain text. @internal */
export function changeWord(state: string, t: Translate): string {
  const known = changeStates.find(each => each === state);
  return known ? t(`changeState.${known}`) : state;
}
