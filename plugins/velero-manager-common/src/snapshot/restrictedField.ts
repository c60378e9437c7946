import { z } from 'zod';
import { intentFieldsOf } from '../intents/intentFieldsOf';
import { intentKinds } from '../intents/Intent';

/**
 * What an environment keeps to those who may read all clusters: a kind of
 * intent, or one field of it. What does not exist is refused, so that a slip of
 * the pen does not leave open what was to be closed.
 *
 * @internal
 */
export const restrictedField = z.string().refine(isKnown, {
  message:
    "must be a kind of intent such as 'schedule:pause', or a field of one such as 'schedule:save.hooks'",
});

function isKnown(text: string): boolean {
  return intentKinds.some(
    kind =>
      text === kind ||
      intentFieldsOf(kind).some(field => text === `${kind}.${field}`),
  );
}
