import { describeContent } from './describeSchedule';
import type { OnboardContext } from './objects/OnboardContext';

const code = (text: string) => `\`${text}\``;

/**
 * What onboarding a cluster does, in Markdown, with what a person still has to
 * do outside of Git.
 *
 * @internal
 */
export function describeOnboarding(
  context: OnboardContext,
  paths: readonly string[],
): string {
  const { intent, settings, engine, chartVersion } = context;
  const { storage } = intent;
  const prefix = storage.prefix ?? intent.cluster;
  const title = intent.title
    ? ` (${code(intent.title.replace(/`/g, "'"))})`
    : '';
  return [
    `Brings the cluster ${code(intent.cluster)}${title} of ${
      intent.environment
    } under this repository; ${
      engine === 'argocd' ? 'Argo CD' : 'Flux'
    } applies it. ${paths.length} files.`,
    '',
    `- Velero from its chart ${code(
      `${settings.velero.chart.name} ${chartVersion}`,
    )}, in the namespace ${code(settings.velero.namespace)}`,
    `- rights for the portal to read it, and no more`,
    `- the storage location ${code(storage.name)}: bucket ${code(
      storage.bucket,
    )}, ${prefix === '' ? '**without a prefix**' : `prefix ${code(prefix)}`}`,
    ...intent.schedules.map(
      schedule =>
        `- the schedule ${code(
          `${schedule.scope}-${schedule.frequency}`,
        )}: ${describeContent(schedule).join('; ')}`,
    ),
    '',
    'Before it works, outside of Git:',
    '',
    `- the Secret ${code(storage.credentialSecret.name)} with the key ${code(
      storage.credentialSecret.key,
    )} must be in the namespace ${code(
      settings.velero.namespace,
    )} of the cluster`,
    engine === 'argocd'
      ? `- Argo CD must know the cluster as ${code(intent.server)}`
      : `- ${code(
          `flux/clusters/${intent.cluster}.yaml`,
        )} must be applied to the cluster once`,
    '- the portal needs a token of the account `portal` in the namespace `velero-manager`',
    '',
  ].join('\n');
}
