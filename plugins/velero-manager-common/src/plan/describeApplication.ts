import type { ArgocdApplicationSaveIntent } from '../intents';
import { code, codes } from './describeWritten';

/**
 * What saving an Application does, in Markdown.
 *
 * @internal
 */
export function describeApplication(
  intent: ArgocdApplicationSaveIntent,
  saved: { path: string; isNew: boolean; isCarried: boolean },
): string {
  return [
    `${saved.isNew ? 'Adds' : 'Changes'} the Application ${code(
      intent.name,
    )} of ${intent.environment} in ${code(saved.path)}.`,
    '',
    `- from ${code(intent.repository)}, folder ${code(intent.path)} at ${code(
      intent.revision,
    )}`,
    `- to the namespace ${code(intent.namespace)} of ${code(intent.server)}`,
    `- within the project ${code(intent.project)}`,
    ...describeSync(intent),
    '',
    saved.isCarried
      ? 'Removing the Application later deletes nothing that it applied.'
      : `No Application in ${code(
          'argocd-apps/bootstrap',
        )} carries this folder: until one does, it must be applied by hand.`,
    '',
  ].join('\n');
}

/** When and how Argo CD applies something, as items of a list. @internal */
export function describeSync(
  how: Pick<
    ArgocdApplicationSaveIntent,
    'automated' | 'prune' | 'selfHeal' | 'syncOptions'
  >,
): string[] {
  const { automated, prune, selfHeal, syncOptions } = how;
  return [
    automated
      ? `- applied without being asked; what is changed by hand is ${
          selfHeal ? 'undone' : 'left'
        }, and what is taken out of Git ${
          prune ? '**is deleted from the cluster**' : 'stays in the cluster'
        }`
      : '- applied only when somebody asks Argo CD to',
    ...(syncOptions.length > 0
      ? [`- sync options: ${codes(syncOptions)}`]
      : []),
  ];
}
