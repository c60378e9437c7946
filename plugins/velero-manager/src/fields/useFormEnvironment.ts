import type { Environment } from '@velero-manager/backstage-plugin-velero-manager-common';
import { useEnvironments } from './useEnvironments';

/**
 * The environment that a form names, with its limits; null while it is not
 * known, and where two config repositories have one of that name.
 *
 * @internal
 */
export function useFormEnvironment(
  name: string | undefined,
): Environment | null {
  const { value } = useEnvironments();
  const found = (value?.items ?? []).filter(item => item.name === name);
  return found.length === 1 ? found[0] : null;
}
