import { z } from 'zod';
import { LabelSelector } from '../facts';
import { list, object, strings, text, textOrEmpty } from './fields';

/**
 * Stands for a selector that cannot be read. It must not be taken for an empty
 * one, which selects everything, so it holds a requirement that no operator of
 * Kubernetes has.
 */
const UNREADABLE: LabelSelector = {
  matchLabels: {},
  matchExpressions: [{ key: '', operator: 'Unreadable', values: [] }],
};

/**
 * A Kubernetes label selector.
 *
 * @internal
 */
export const labelSelectorSchema = object({
  matchLabels: z
    .record(z.string(), text)
    .nullish()
    .transform(labels => labels ?? {}),
  matchExpressions: list(
    object({ key: text, operator: textOrEmpty, values: strings }),
  ),
}).catch(UNREADABLE);

/**
 * Whether a selector leaves anything out; an empty one selects everything.
 *
 * @internal
 */
export function narrows(selector: LabelSelector | null): boolean {
  if (!selector) return false;
  return (
    Object.keys(selector.matchLabels).length > 0 ||
    selector.matchExpressions.length > 0
  );
}
