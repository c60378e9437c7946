import type { Environment } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Translate } from '../components/stateWord';
import type { FieldHint } from './FieldHint';

/**
 * That an environment keeps a field to others, where it does.
 *
 * @param options.asks - what the field fills in, such as `schedule:save.retention`
 * @internal
 */
export function restrictedHints(
  environment: Environment | null,
  options: { asks?: string } | undefined,
  t: Translate,
): FieldHint[] {
  const { asks } = options ?? {};
  return environment && asks && environment.restricted.includes(asks)
    ? [
        {
          tone: 'warning',
          text: t('field.environment.restricted', { name: environment.name }),
        },
      ]
    : [];
}
