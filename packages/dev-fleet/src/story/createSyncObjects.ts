import { ObjectStore } from '../apiserver/ObjectStore';
import { APPLICATIONS } from '../gitops/argocd/Application';
import {
  createApplicationSet,
  createProject,
} from '../gitops/fixed/argocdObjects';
import {
  createGitRepository,
  createHelmRelease,
  createHelmRepository,
} from '../gitops/fixed/fluxObjects';
import {
  createApplication,
  createKustomization,
  hasSource,
} from '../gitops/fixed/syncObjects';
import {
  GIT_REPOSITORIES,
  HELM_RELEASES,
  HELM_REPOSITORIES,
  KUSTOMIZATIONS,
} from '../gitops/flux/resources';
import { ClusterStory } from './types';
import { VELERO_NAMESPACE } from './veleroNamespace';

const PROJECTS = 'appprojects.argoproj.io';
const APPLICATION_SETS = 'applicationsets.argoproj.io';

/**
 * Creates the sync objects whose state the story tells.
 *
 * @internal
 */
export function createSyncObjects(
  story: ClusterStory,
  { store, now }: { store: ObjectStore; now: Date },
): void {
  const { environment } = story;
  for (const project of story.projects) {
    store.create(PROJECTS, createProject(project));
  }
  for (const application of story.applications) {
    const resources = carriedBy(application.name, story);
    store.create(
      APPLICATIONS,
      createApplication(application, { environment, resources, now }),
    );
  }
  for (const set of story.applicationSets) {
    store.create(APPLICATION_SETS, createApplicationSet(set, now));
  }
  if (hasSource(story)) {
    store.create(GIT_REPOSITORIES, createGitRepository(now));
  }
  for (const kustomization of story.kustomizations) {
    store.create(KUSTOMIZATIONS, createKustomization(kustomization, { now }));
  }
  if (story.helmReleases.length > 0) {
    store.create(HELM_REPOSITORIES, createHelmRepository());
  }
  for (const release of story.helmReleases) {
    store.create(HELM_RELEASES, createHelmRelease(release, now));
  }
}

/** The schedules among what an Application put into the cluster. */
function carriedBy(name: string, { schedules }: ClusterStory) {
  return schedules
    .filter(({ application }) => application === name)
    .map(schedule => ({
      group: 'velero.io',
      version: 'v1',
      kind: 'Schedule',
      namespace: VELERO_NAMESPACE,
      name: schedule.name,
      status: 'Synced',
    }));
}
