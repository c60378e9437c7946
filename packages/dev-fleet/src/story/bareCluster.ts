import { describeCluster } from './describeCluster';
import { ClusterStory } from './types';

/** What the volumes and the databases of a cluster are made with. @internal */
export const DATA_ENGINES = ['cloudnative-pg', 'longhorn'] as const;
/** @internal */
export type DataEngine = (typeof DATA_ENGINES)[number];

/**
 * A cluster that was handed over empty: without Velero, as it came. Engines
 * come with data that nobody backs up.
 *
 * @internal
 */
export function bareCluster(
  name: string,
  options: {
    environment: ClusterStory['environment'];
    engines?: readonly DataEngine[];
  },
): ClusterStory {
  const { environment, engines = [] } = options;
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
    storageClasses: engines.length > 0 ? ['gp3', 'longhorn'] : [],
    postgres: engines.includes('cloudnative-pg')
      ? [{ namespace: 'apps', name: 'ledger', gibibytes: 10 }]
      : [],
    longhorn: engines.includes('longhorn')
      ? { cron: null, retain: 0, volumes: [volumeOf('uploads')] }
      : null,
  });
}

function volumeOf(claim: string) {
  return { namespace: 'apps', workload: claim, claim, gibibytes: 20 };
}
