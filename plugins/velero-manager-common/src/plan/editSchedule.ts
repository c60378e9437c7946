import type { Document } from 'yaml';
import type { ScheduleSaveIntent } from '../intents';
import { parseGoDuration } from '../kinds/parseGoDuration';
import { isMap, Manifest, valueAt } from '../snapshot/readManifests';
import { secondsOfRetention, ttlOfRetention } from '../snapshot/retention';
import { areEditableHooks, editHooks } from './editHooks';
import { isEditable, printEdited, setField } from './editManifest';
import { isEdited, markEdited } from './markEdited';
import { PAUSED_REASON_ANNOTATION, placeLabels } from './objects/marks';
import type { ScheduleContent } from './objects/schedule';
import { selectorOf, templateOptions } from './objects/templateOptions';

const LABELS = ['metadata', 'labels'];
const TEMPLATE = ['spec', 'template'];

/**
 * Whether a schedule is written so that what an intent names can be changed.
 *
 * @internal
 */
export function isEditableSchedule(
  manifest: Manifest,
  intent: ScheduleSaveIntent,
): boolean {
  const { document } = manifest;
  const paths = [
    [...LABELS, 'x'],
    ['metadata', 'annotations', 'x'],
    [...TEMPLATE, ...LABELS, 'x'],
    ...(selectorOf(intent)
      ? [[...TEMPLATE, 'labelSelector', 'matchLabels']]
      : []),
  ];
  const { hooks = [], removedHooks = [] } = intent;
  return (
    paths.every(path => isEditable(document, path)) &&
    (hooks.length + removedHooks.length === 0 || areEditableHooks(manifest))
  );
}

/**
 * The text of a file after the schedule in it does what is asked for; the very
 * same text when it does so already.
 *
 * @internal
 */
export function editSchedule(
  intent: ScheduleSaveIntent,
  manifest: Manifest,
  before: string,
): string {
  const { document } = manifest;
  setField(document, ['spec', 'schedule'], intent.cron);
  setField(
    document,
    [...TEMPLATE, 'includedNamespaces'],
    intent.includedNamespaces,
  );
  if (ttlSecondsOf(manifest) !== secondsOfRetention(intent.retention)) {
    setField(document, [...TEMPLATE, 'ttl'], ttlOfRetention(intent.retention));
  }
  const { excludedNamespaces } = intent;
  if (excludedNamespaces) {
    setField(
      document,
      [...TEMPLATE, 'excludedNamespaces'],
      excludedNamespaces.length > 0 ? excludedNamespaces : undefined,
    );
  }
  editOptions(intent, document);
  editHooks(intent, manifest);
  if (intent.paused !== undefined) {
    setField(document, ['spec', 'paused'], intent.paused ? true : undefined);
    if (!intent.paused) {
      const reason = ['metadata', 'annotations', PAUSED_REASON_ANNOTATION];
      setField(document, reason, undefined);
    }
  }
  setLabels(intent, manifest);
  markEdited(intent, manifest);
  return isEdited(manifest) ? printEdited(before, manifest) : before;
}

/** Only what the intent names; a time that is the same in other words stays. */
function editOptions(intent: ScheduleSaveIntent, document: Document): void {
  for (const [field, value] of Object.entries(templateOptions(intent))) {
    const path = [...TEMPLATE, field];
    if (/Timeout$/.test(field) && sameTime(document.getIn(path), value))
      continue;
    setField(document, path, value);
  }
  const selector = selectorOf(intent);
  if (selector) {
    const path = [...TEMPLATE, 'labelSelector', 'matchLabels'];
    setField(document, path, selector.matchLabels);
  }
  if (intent.useOwnerReferencesInBackup !== undefined) {
    setField(
      document,
      ['spec', 'useOwnerReferencesInBackup'],
      intent.useOwnerReferencesInBackup,
    );
  }
}

function sameTime(now: unknown, wanted: unknown): boolean {
  return (
    typeof now === 'string' &&
    parseGoDuration(now) !== null &&
    parseGoDuration(now) === parseGoDuration(String(wanted))
  );
}

/**
 * Without labels in its template, Velero gives those of the Schedule to each
 * backup; so that an edit takes none away, they come along.
 */
function setLabels(
  intent: ScheduleSaveIntent,
  { document, data }: Manifest,
): void {
  const { metadata = {}, spec = {} } = Object(data);
  const ours = { ...intent.labels, ...placeLabels(intent) };
  const inTemplate = { ...ours };
  if (!isMap(spec.template?.metadata?.labels) && isMap(metadata.labels)) {
    Object.assign(inTemplate, metadata.labels, ours);
  }
  for (const [key, value] of Object.entries(ours)) {
    setField(document, [...LABELS, key], value);
  }
  for (const [key, value] of Object.entries(inTemplate)) {
    setField(document, [...TEMPLATE, ...LABELS, key], value);
  }
}

function ttlSecondsOf({ document }: Manifest): number | null {
  const ttl = document.getIn([...TEMPLATE, 'ttl']);
  return typeof ttl === 'string' ? parseGoDuration(ttl) : null;
}

/**
 * What an edited schedule does: an intent tells only what it asks for.
 *
 * @internal
 */
export function contentOf(
  { document }: Manifest,
  intent: ScheduleSaveIntent,
): ScheduleContent {
  // What an alias stands for counts as if it stood there.
  const now: unknown = document.toJS();
  const at = (field: string) => valueAt(now, [...TEMPLATE, field]);
  const excluded = at('excludedNamespaces');
  const location = at('storageLocation');
  return {
    ...intent,
    excludedNamespaces: Array.isArray(excluded) ? excluded.map(String) : [],
    storageLocation: typeof location === 'string' ? location : undefined,
    snapshotMoveData: at('snapshotMoveData') === true,
    defaultVolumesToFsBackup: at('defaultVolumesToFsBackup') === true,
    paused: valueAt(now, ['spec', 'paused']) === true,
  };
}
