import { HostContext } from '../HostContext';
import { HostedRepository } from '../repositories/HostedRepository';
import { Label } from '../repositories/Label';
import { PullRequestUse } from './closePullRequest';

/** What GitHub gives a label that was never coloured. */
const PLAIN_COLOR = 'ededed';

/**
 * Finds a label of a repository, or makes it, as GitHub does for labels that
 * an issue is given.
 *
 * @internal
 */
export function ensureLabel(
  context: HostContext,
  repository: HostedRepository,
  wanted: { name: string; color?: string; description?: string },
): Label {
  const { name, color = PLAIN_COLOR, description = '' } = wanted;
  const found = repository.labels.find(
    label => label.name.toLowerCase() === name.toLowerCase(),
  );
  if (found) return found;
  const label = { id: context.nextId(), name, color, description };
  repository.labels.push(label);
  return label;
}

/**
 * Gives a pull request exactly these labels.
 *
 * @internal
 */
export function setLabels(
  context: HostContext,
  use: PullRequestUse,
  labels: Label[],
): void {
  const { pull } = use;
  const wanted = [...new Set(labels)];
  const added = wanted.filter(label => !pull.labels.includes(label));
  const removed = pull.labels.filter(label => !wanted.includes(label));
  pull.labels = wanted;
  for (const label of added) {
    const action = 'labeled';
    context.events.emit({ type: 'pull_request', action, label, ...use });
  }
  for (const label of removed) {
    const action = 'unlabeled';
    context.events.emit({ type: 'pull_request', action, label, ...use });
  }
}
