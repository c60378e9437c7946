import { describeCluster } from './describeCluster';
import { ClusterStory } from './types';

/** A cluster that was handed over empty: without Velero, as it came. @internal */
export function bareCluster(
  name: string,
  environment: ClusterStory['environment'],
): ClusterStory {
  const number = /\d+$/.exec(name)?.[0] ?? '';
  const words = { production: 'Production', staging: 'Staging' };
  const word =
    environment === 'development' ? 'Development' : words[environment];
  return describeCluster({
    name,
    title: `${word} ${number}`,
    environment,
    velero: false,
    namespaces: ['apps'],
    locations: [],
  });
}
