import type { FluxKustomizationSaveIntent } from '../intents';
import { fluxClusterPath } from '../snapshot';
import { code, codes } from './describeWritten';

/**
 * What saving a Kustomization does, in Markdown.
 *
 * @internal
 */
export function describeKustomization(
  intent: FluxKustomizationSaveIntent,
  saved: { path: string; isNew: boolean; isFirst: boolean },
): string {
  const { cluster, repository, branch = 'main', dependsOn } = intent;
  const file = fluxClusterPath(cluster);
  return [
    `${saved.isNew ? 'Adds' : 'Changes'} the Kustomization ${code(
      intent.name,
    )} of ${cluster} in ${code(saved.path)}.`,
    '',
    `- from ${
      repository === undefined
        ? 'this repository'
        : `${code(repository)}, branch ${code(branch)}`
    }, folder ${code(intent.path)}`,
    `- to the namespace ${code(
      intent.namespace,
    )}, by the service account ${code(
      intent.serviceAccount ?? intent.name,
    )}, which may write to no other`,
    `- every ${
      intent.interval
    }, what is changed by hand is undone; what is taken out of Git ${
      intent.prune ? '**is deleted from the cluster**' : 'stays in the cluster'
    }`,
    intent.wait
      ? `- ready when all that it applies is, within ${intent.timeout}`
      : '- ready as soon as it is applied, whether or not it works',
    ...(dependsOn.length > 0 ? [`- after ${codes(dependsOn)}`] : []),
    ...(intent.decryptionSecret === undefined
      ? []
      : [
          `- decrypted by SOPS with the key in the Secret ${code(
            intent.decryptionSecret,
          )}, which must be brought to the cluster on its own`,
        ]),
    '',
    'Removing the Kustomization later deletes nothing that it applied.',
    ...(saved.isFirst
      ? [
          '',
          `It is the first of ${cluster}, so ${code(
            file,
          )} must be applied once more, by hand: \`kubectl apply -f ${file}\`.`,
        ]
      : []),
    '',
  ].join('\n');
}
