import { isMap, isScalar, isSeq } from 'yaml';
import type { ScheduleSaveIntent } from '../intents';
import type { Manifest } from '../snapshot/readManifests';
import { isEditable, setField } from './editManifest';
import { backupHook } from './objects/backupHooks';

const RESOURCES = ['spec', 'template', 'hooks', 'resources'];
/** What an intent knows of a hook. */
const FIELDS = [
  'includedNamespaces',
  'includedResources',
  'labelSelector',
  'pre',
  'post',
];

/**
 * Whether the hooks of a schedule are written so that one of them can be changed.
 *
 * @internal
 */
export function areEditableHooks({ document }: Manifest): boolean {
  if (!isEditable(document, RESOURCES)) return false;
  const list: unknown = document.getIn(RESOURCES, true);
  return (
    list === undefined ||
    (isScalar(list) && list.value === null) ||
    (isSeq(list) && list.items.every(item => isMap(item)))
  );
}

/**
 * Takes hooks out and changes those that an intent names, found by their name;
 * all others stay as they are written, and so do fields that an intent does not
 * know.
 *
 * @internal
 */
export function editHooks(
  { hooks = [], removedHooks = [] }: ScheduleSaveIntent,
  { document }: Manifest,
): void {
  for (const name of removedHooks) {
    const index = namesOf(document).indexOf(name);
    if (index >= 0) document.deleteIn([...RESOURCES, index]);
  }
  for (const hook of hooks) {
    const wanted = backupHook(hook);
    const names = namesOf(document);
    const index = names.indexOf(hook.name);
    if (index >= 0) {
      for (const field of FIELDS) {
        setField(document, [...RESOURCES, index, field], wanted[field]);
      }
    } else if (names.length > 0) {
      setField(document, [...RESOURCES, names.length], wanted);
    } else {
      setField(document, RESOURCES, [wanted]);
    }
  }
}

function namesOf(document: Manifest['document']): unknown[] {
  const list: unknown = document.getIn(RESOURCES, true);
  return isSeq(list)
    ? list.items.map(item => (isMap(item) ? item.get('name') : undefined))
    : [];
}
