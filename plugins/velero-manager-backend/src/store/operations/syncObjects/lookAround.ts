import {
  AppProjectFact,
  LocatedSyncObject,
  sourceKey,
  SourceFact,
  SyncObjectFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { readFactText } from '../../factText';
import { DbFactRow } from '../../tables';
import { areNamed } from '../facts/areNamed';

const SOURCE_KINDS: readonly SourceFact['kind'][] = [
  'GitRepository',
  'OCIRepository',
  'HelmRepository',
  'Bucket',
];

type Neighbours = Pick<LocatedSyncObject, 'source' | 'project'>;

/**
 * Completes sync objects with what they look at in their cluster: the Flux
 * source that they apply, or the Argo CD project that they belong to.
 *
 * @internal
 */
export async function lookAround(options: {
  knex: Knex;
  objects: { cluster: string; fact: SyncObjectFact }[];
}): Promise<LocatedSyncObject[]> {
  const { knex, objects } = options;
  const names = new Set(
    objects.flatMap(({ fact }) => nameLookedAt(fact) ?? []),
  );
  const clusters = [...new Set(objects.map(({ cluster }) => cluster))];
  const sources = new Map<string, SourceFact>();
  const projects = new Map<string, AppProjectFact[]>();
  for (const chunk of chunked([...names])) {
    const rows = await knex<DbFactRow>('facts')
      .whereIn('kind', [...SOURCE_KINDS, 'AppProject'])
      .whereIn('name', chunk)
      .modify(areNamed)
      .whereIn('cluster', clusters)
      .orderBy(['cluster', 'namespace'])
      .select('cluster', 'kind', 'data');
    for (const { cluster, kind, data } of rows) {
      if (kind === 'AppProject') {
        const project = readFactText(kind, data);
        const key = `${cluster} ${project.name}`;
        projects.set(key, [...(projects.get(key) ?? []), project]);
      } else {
        const source = readFactText(kind as SourceFact['kind'], data);
        sources.set(`${cluster} ${sourceKey(source)}`, source);
      }
    }
  }
  const neighboursOf = (cluster: string, fact: SyncObjectFact): Neighbours =>
    fact.engine === 'argocd'
      ? {
          source: null,
          project: chooseProject(
            projects.get(`${cluster} ${fact.project}`) ?? [],
            fact.namespace,
          ),
        }
      : {
          source:
            (fact.sourceRef &&
              sources.get(`${cluster} ${sourceKey(fact.sourceRef)}`)) ??
            null,
          project: null,
        };
  return objects.map(({ cluster, fact }) => ({
    cluster,
    fact,
    ...neighboursOf(cluster, fact),
  }));
}

function nameLookedAt(fact: SyncObjectFact): string | null {
  return fact.engine === 'argocd' ? fact.project : fact.sourceRef?.name ?? null;
}

/**
 * A project lies in the namespace of Argo CD itself; an Application may lie in
 * another. Where a cluster has several Argo CDs and none beside the
 * Application, it is not known which one is meant.
 */
function chooseProject(
  projects: AppProjectFact[],
  namespace: string,
): AppProjectFact | null {
  return (
    projects.find(project => project.namespace === namespace) ??
    (projects.length === 1 ? projects[0] : null)
  );
}
