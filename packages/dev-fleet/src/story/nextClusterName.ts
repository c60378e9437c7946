import { ClusterStory } from './types';

const PREFIXES: Record<ClusterStory['environment'], string> = {
  production: 'prod',
  staging: 'staging',
  development: 'dev',
};

/**
 * The name that comes after those that are taken: `prod-cluster-05`.
 *
 * @internal
 */
export function nextClusterName(
  environment: ClusterStory['environment'],
  taken: string[],
): string {
  const prefix = `${PREFIXES[environment]}-cluster-`;
  const numbers = taken
    .filter(name => name.startsWith(prefix))
    .map(name => Number(name.slice(prefix.length)));
  const next = Math.max(0, ...numbers) + 1;
  return `${prefix}${String(next).padStart(2, '0')}`;
}
