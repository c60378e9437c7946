import type { ArgocdApplicationSetSaveIntent } from '../intents';
import { describeSync } from './describeApplication';
import { code, codes } from './describeWritten';

/**
 * What saving an ApplicationSet does, in Markdown.
 *
 * @internal
 */
export function describeApplicationSet(
  intent: ArgocdApplicationSetSaveIntent,
  saved: { path: string; isNew: boolean; isCarried: boolean },
): string {
  const { environment, folder, exclude, project, namespace } = intent;
  const place = `environments/${environment}/clusters/<cluster>/${folder}`;
  return [
    `${saved.isNew ? 'Adds' : 'Changes'} the ApplicationSet ${code(
      intent.name,
    )} of ${environment} in ${code(saved.path)}: one Application ${code(
      `<cluster>-${folder}`,
    )} for each folder ${code(place)}.`,
    '',
    `- for every cluster of ${environment} that has this folder, those that are onboarded later among them${
      exclude.length > 0 ? `, but not ${codes(exclude)}` : ''
    }`,
    `- to the namespace ${code(
      namespace,
    )} of the cluster that Argo CD calls like its folder`,
    `- within the project ${code(project)}, whatever a folder says`,
    ...describeSync(intent),
    '',
    saved.isCarried
      ? 'Removing a folder later deletes nothing; removing the ApplicationSet deletes its Applications, but nothing that they applied.'
      : `No Application in ${code(
          'argocd-apps/bootstrap',
        )} carries this folder: until one does, it must be applied by hand.`,
    '',
  ].join('\n');
}
