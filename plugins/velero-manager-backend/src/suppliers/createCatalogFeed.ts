import type { AuthService } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ClusterDefinition,
  ClusterReading,
  ConfigNote,
  ConfiguredClusters,
} from '../clusters';
import type { ClusterFeed } from './ClusterFeed';
import { type CatalogRules, readCatalogCluster } from './readCatalogCluster';
import { readCatalogResources } from './readCatalogResources';

const SOURCE = 'catalog';

/** The skipping of checks that an entity asks for, as the kubernetes plugin names it. */
const SKIP_TLS_VERIFY = 'kubernetes.io/skip-tls-verify';

/** Anybody may write entities, so they do not get to fill the page of the fleet. */
const MAX_NOTES = 20;

function shorten(notes: ConfigNote[]): ConfigNote[] {
  const more = notes.length - MAX_NOTES;
  return more <= 0
    ? notes
    : [
        ...notes.slice(0, MAX_NOTES),
        {
          place: SOURCE,
          message: `${more} more entities of type 'kubernetes-cluster' are left out.`,
        },
      ];
}

/**
 * Two entities of one name: whichever we took, the other could have meant the
 * log-in of this name for itself. So neither is asked.
 */
function settle(claims: ClusterDefinition[]): ClusterDefinition {
  const [first, ...others] = claims;
  return others.length === 0
    ? first
    : {
        ...first,
        auth: {
          type: 'unsupported',
          reason: `it is defined by ${claims
            .map(({ definedAt }) => definedAt)
            .join(' and ')}; keep one of them`,
        },
      };
}

function readEntities(entities: Entity[], rules: CatalogRules): ClusterReading {
  const claims = new Map<string, ClusterDefinition[]>();
  const notes: ConfigNote[] = [];
  const ordered = entities
    .map(entity => ({ entity, place: stringifyEntityRef(entity) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  for (const { entity, place } of ordered) {
    const cluster = readCatalogCluster(entity, rules);
    if (!cluster.ok) {
      notes.push({
        place,
        message: `This cluster is left out: ${cluster.reason}.`,
      });
      continue;
    }
    const { name, skipTLSVerify } = cluster.value;
    claims.set(name, [...(claims.get(name) ?? []), cluster.value]);
    if (
      entity.metadata.annotations?.[SKIP_TLS_VERIFY] === 'true' &&
      !skipTLSVerify
    ) {
      notes.push({
        place,
        message: `'${SKIP_TLS_VERIFY}' is not followed: only an entry of the same name in veleroManager.clusters may leave the certificate of a server unchecked.`,
      });
    }
  }
  const unused = [...rules.annotations].filter(([name]) => !claims.has(name));
  return {
    clusters: [...claims.values()].map(settle),
    notes: [
      ...unused.map(([name, { place }]) => ({
        place,
        message: `This annotates the cluster '${name}', which no entity of the catalog defines that may.`,
      })),
      ...shorten(notes),
    ],
  };
}

/**
 * The clusters that the catalog names, where the operator has said which of
 * them to trust.
 *
 * @internal
 */
export function createCatalogFeed(options: {
  catalog: CatalogService;
  auth: AuthService;
  configured: Pick<ConfiguredClusters, 'current'>;
}): ClusterFeed {
  return {
    source: SOURCE,
    async read() {
      if (!options.configured.current.catalog) {
        return { clusters: [], notes: [] };
      }
      const entities = await readCatalogResources(options);
      // What is trusted may have changed while the catalog answered.
      const { catalog, ...rules } = options.configured.current;
      return catalog
        ? readEntities(entities, { ...rules, catalog })
        : { clusters: [], notes: [] };
    },
  };
}
