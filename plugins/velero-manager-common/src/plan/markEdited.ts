import { Intent, intentIdentity } from '../intents';
import { isMap, Manifest } from '../snapshot/readManifests';
import { setField } from './editManifest';
import { changeAnnotations, SPEC_HASH_ANNOTATION } from './objects/marks';

/**
 * Names the change in the annotations of an object that was edited, only where
 * the change changes something.
 *
 * @internal
 */
export function markEdited(intent: Intent, { document, data }: Manifest): void {
  const after: unknown = document.toJS();
  const spec = isMap(after) ? after.spec : undefined;
  const marks = changeAnnotations(intentIdentity(intent), spec);
  const hash = ['metadata', 'annotations', SPEC_HASH_ANNOTATION];
  const unchanged = JSON.stringify(after) === JSON.stringify(data);
  if (unchanged && document.getIn(hash) === marks[SPEC_HASH_ANNOTATION]) return;
  for (const [key, value] of Object.entries(marks)) {
    setField(document, ['metadata', 'annotations', key], value);
  }
}

/**
 * Whether an object is another than before; layout does not count.
 *
 * @internal
 */
export function isEdited({ document, data }: Manifest): boolean {
  return JSON.stringify(document.toJS()) !== JSON.stringify(data);
}
