import { readFileSync } from 'node:fs';
import {
  AppProjectFact,
  assessCluster,
  assessEntity,
  buildEntityReport,
  ClusterAssessment,
  ClusterFacts,
  defaultJudgeSettings,
  EntityFacts,
  EntityReport,
  EXEMPTIONS_PATH,
  FactLists,
  kindDefinitions,
  LocatedSyncObject,
  parseExemptions,
  readClaims,
  RolledUp,
  rollUp,
  SourceFact,
  SyncObjectFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parseAllDocuments } from 'yaml';
import { cutTo, readCluster, sharing, SILENT_AFTER_MS } from './readCluster';
import { tellStory } from './tellStory';

const EXAMPLES = `${__dirname}/../../../../../examples`;

type Entity = Parameters<typeof readClaims>[0];

/** As the portal's own configuration says it. */
const PRODUCTION_RPO_SECONDS = 26 * 3_600;

/**
 * Reads the clusters of the story as the portal would, at one moment, and
 * judges the services of the catalog by the real engine. What the portal's
 * store would leave out is not left out here.
 */
export class StoryReader {
  readonly #now: Date;
  readonly #clusters: Map<string, ClusterFacts>;
  readonly services: Entity[];
  /** What a parser refused. */
  readonly malformed: string[];

  private constructor(
    now: Date,
    parts: { clusters: ClusterFacts[]; malformed: string[] },
  ) {
    this.#now = now;
    this.#clusters = new Map(parts.clusters.map(each => [each.name, each]));
    this.malformed = parts.malformed;
    this.services = parseAllDocuments(
      readFileSync(`${EXAMPLES}/entities.yaml`, 'utf8'),
    )
      .map(document => document.toJS() as Entity)
      .filter(({ kind }) => kind === 'Component');
  }

  static async at(present: Date): Promise<StoryReader> {
    const members = await tellStory(present);
    const malformed: string[] = [];
    const clusters = members.map(member =>
      readCluster(member, { now: present, malformed }),
    );
    return new StoryReader(present, {
      clusters: clusters.map(cluster => ({
        ...cluster,
        ...sharing(cluster, clusters),
      })),
      malformed,
    });
  }

  /** What the card of a service shows. */
  report(name: string): EntityReport {
    const entity = this.services.find(each => each.metadata.name === name)!;
    const facts = this.#factsOf(entity);
    return buildEntityReport({
      facts,
      assessment: assessEntity(facts, { now: this.#now }),
      subject: name,
      now: this.#now,
      silentAfterMs: SILENT_AFTER_MS,
      pastRuns: [],
      changes: [],
    });
  }

  /** What the fleet page shows of a cluster, and of the sources of its sync objects. */
  cluster(name: string): RolledUp & { sources: string[]; troubled: string[] } {
    const facts = this.#clusters.get(name)!;
    const namespaces = facts.namespaces.map(each => each.name);
    const assessment = assessCluster(
      {
        facts,
        syncObjects: syncObjectsOf(facts, namespaces),
        rpoSeconds:
          facts.environment === 'production' ? PRODUCTION_RPO_SECONDS : null,
        settings: defaultJudgeSettings,
      },
      { now: this.#now },
    );
    const { parts, syncSources } = assessment;
    const freshness = {
      now: this.#now,
      silentAfterMs: SILENT_AFTER_MS,
      contacts: new Map([[name, facts.contact]]),
    };
    return {
      ...rollUp(parts, freshness),
      troubled: troubledOf(assessment),
      sources: syncSources.map(
        source =>
          `${source.name}: ${source.verdict.state} ${source.verdict.reason}`,
      ),
    };
  }

  #factsOf(entity: Entity): EntityFacts {
    const claims = readClaims(entity);
    const namespaces = claims.claims.flatMap(({ cluster, namespace }) =>
      cluster === null ? [] : { cluster, namespace },
    );
    const names = new Set(namespaces.map(({ cluster }) => cluster));
    const known = [...names].filter(name => this.#clusters.has(name));
    return {
      entityRef: `component:default/${entity.metadata.name}`,
      claims,
      namespaces,
      clusters: known.map(name =>
        cutTo(
          namespaces
            .filter(({ cluster }) => cluster === name)
            .map(({ namespace }) => namespace),
          this.#clusters.get(name)!,
        ),
      ),
      unknownClusters: [...names].filter(name => !this.#clusters.has(name)),
      syncObjects: known.flatMap(name =>
        syncObjectsOf(
          this.#clusters.get(name)!,
          namespaces
            .filter(({ cluster }) => cluster === name)
            .map(({ namespace }) => namespace),
        ),
      ),
      otherContacts: {},
      environmentRpoSeconds: { production: PRODUCTION_RPO_SECONDS },
      exemptions: parseExemptions(
        readFileSync(
          `${EXAMPLES}/config-repository/${EXEMPTIONS_PATH}`,
          'utf8',
        ),
      ).exemptions,
      settings: defaultJudgeSettings,
    };
  }
}

/** What makes backups in a cluster beside schedules and is not well. */
function troubledOf(found: ClusterAssessment): string[] {
  return [
    ...found.installs.map(one => ({
      ...one,
      what: `install ${one.namespace}`,
    })),
    ...found.repositories.map(one => ({
      ...one,
      what: `repository ${one.fact.name}`,
    })),
    ...found.backupTargets.map(one => ({
      ...one,
      what: `backup target ${one.fact.name}`,
    })),
    ...found.databases.map(one => ({
      ...one,
      what: `database ${one.fact.name}`,
    })),
    ...found.scheduledBackups.map(one => ({
      ...one,
      what: `ScheduledBackup ${one.fact.name}`,
    })),
    ...found.volumes.map(one => ({
      ...one,
      what: `volume ${one.fact.claim?.name}`,
    })),
  ].flatMap(({ what, verdict: { state, reason } }) =>
    state === 'HEALTHY' ? [] : `${what}: ${state} ${reason}`,
  );
}

/** The sync objects that apply to some namespaces, with what they look at. */
function syncObjectsOf(
  cluster: ClusterFacts,
  namespaces: string[],
): LocatedSyncObject[] {
  const { objects } = cluster;
  const isMeant = (targets: { destination: string; namespace: string }[]) =>
    targets.some(
      ({ destination, namespace }) =>
        namespaces.includes(namespace) &&
        ['self', 'server:https://kubernetes.default.svc'].includes(destination),
    );
  const meant: SyncObjectFact[] = [
    ...(objects.Application ?? []).filter(fact =>
      isMeant(kindDefinitions.Application.index(fact).targets),
    ),
    ...(objects.Kustomization ?? []).filter(fact =>
      isMeant(kindDefinitions.Kustomization.index(fact).targets),
    ),
    ...(objects.HelmRelease ?? []).filter(fact =>
      isMeant(kindDefinitions.HelmRelease.index(fact).targets),
    ),
  ];
  return meant.map(fact => ({
    cluster: cluster.name,
    fact,
    source: fact.engine === 'flux' ? sourceOf(fact, objects) : null,
    project: fact.engine === 'argocd' ? projectOf(fact.project, objects) : null,
  }));
}

function sourceOf(
  { sourceRef }: Extract<SyncObjectFact, { engine: 'flux' }>,
  { GitRepository = [], HelmRepository = [] }: FactLists,
): SourceFact | null {
  return (
    [...GitRepository, ...HelmRepository].find(
      ({ kind, namespace, name }) =>
        kind === sourceRef?.kind &&
        namespace === sourceRef.namespace &&
        name === sourceRef.name,
    ) ?? null
  );
}

function projectOf(
  project: string,
  { AppProject = [] }: FactLists,
): AppProjectFact | null {
  return AppProject.find(({ name }) => name === project) ?? null;
}
