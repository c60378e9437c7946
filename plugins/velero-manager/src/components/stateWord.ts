import {
  protectionStates,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import type { veleroManagerTranslationRef } from '../translation';

/** The translation function of this plugin. @internal */
export type Translate = TranslationFunction<
  (typeof veleroManagerTranslationRef)['T']
>;

/** The word for a state that came as plain text, such as the last known one. @internal */
export function stateWord(
  kind: 'protection' | 'sync',
  state: string,
  t: Translate,
): string {
  const protection = protectionStates.find(known => known === state);
  const sync = syncStates.find(known => known === state);
  if (kind === 'protection' && protection) {
    return t(`protection.${protection}`);
  }
  return kind === 'sync' && sync ? t(`sync.${sync}`) : state;
}
