import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { Application } from './Application';
import {
  AppProject,
  findProject,
  permitsDestination,
  permitsSource,
} from './AppProject';
import { AppCondition } from './compareResources';
import { findDestination } from './findDestination';

/** What a good Application refers to. @internal */
export interface CheckedSpec {
  project: AppProject;
  cluster: GitOpsCluster;
  destination: { name?: string; servers: string[] };
}

/** @internal */
export type SpecCheck =
  | ({ ok: true } & CheckedSpec)
  | { ok: false; conditions: AppCondition[] };

/**
 * Checks an Application before it is compared: its project must allow its
 * sources and its destination.
 *
 * @internal
 */
export function checkSpec(
  application: Application,
  options: { own: GitOpsCluster; fleet: GitOpsCluster[] },
): SpecCheck {
  const project = findProject(options.own.store, application);
  if (!project) {
    return invalid([
      `Application referencing project ${application.project} which does not exist`,
    ]);
  }
  const incomplete = whyIncomplete(application);
  if (incomplete) return invalid([incomplete]);
  const foreign = application.sources
    .filter(({ repoURL }) => !permitsSource(project, repoURL))
    .map(
      ({ repoURL }) =>
        `application repo ${repoURL} is not permitted in project '${project.name}'`,
    );
  const found = findDestination(application, options);
  if (!found.ok) return invalid([...foreign, found.reason]);
  const { cluster, name, servers } = found;
  const { namespace } = application.destination;
  const isPermitted = permitsDestination(project, found, namespace);
  const messages = [
    ...foreign,
    ...(isPermitted
      ? []
      : [
          `application destination server '${servers[0]}' and namespace '${namespace}' do not match any of the allowed destinations in project '${project.name}'`,
        ]),
  ];
  return messages.length > 0
    ? invalid(messages)
    : { ok: true, project, cluster, destination: { name, servers } };
}

function whyIncomplete({ sources, isMulti }: Application): string | null {
  if (sources.length === 0) {
    return 'spec.source.repoURL and either spec.source.path or spec.source.chart are required';
  }
  for (const { repoURL, path, chart, ref, targetRevision } of sources) {
    if (!repoURL || (!path && !chart && !ref)) {
      return isMulti
        ? 'spec.source.repoURL and either source.path, source.chart, or source.ref are required for source'
        : 'spec.source.repoURL and either spec.source.path or spec.source.chart are required';
    }
    if (chart && targetRevision === 'HEAD') {
      return 'spec.source.targetRevision is required if the manifest source is a helm chart';
    }
  }
  return null;
}

function invalid(messages: string[]): SpecCheck {
  return {
    ok: false,
    conditions: messages.map(message => ({
      type: 'InvalidSpecError',
      message,
    })),
  };
}
