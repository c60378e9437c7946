import {
  FactByKind,
  FactKind,
  kindDefinitions,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Blank, Fields } from './Blank';

/**
 * A fact as it is stored: as JSON, what sets it apart from a blank one of its
 * kind, which is what an object with nothing but a name would become.
 *
 * @remarks
 * Most fields of most facts say nothing: of a Backup that is three quarters of
 * the text, which is written once and read whenever its cluster is judged. A fact
 * that has not all the fields of a blank one is stored whole, in a list.
 *
 * @internal
 */
export function toFactText<K extends FactKind>(
  kind: K,
  fact: FactByKind[K],
): string {
  const fields = fact as unknown as Fields;
  return JSON.stringify(blankOf(kind).differenceOf(fields) ?? [fact]);
}

/** The fact that a text of {@link toFactText} holds; what is blank in it is frozen. @internal */
export function readFactText<K extends FactKind>(
  kind: K,
  text: string,
): FactByKind[K] {
  const read: Fields | [FactByKind[K]] = JSON.parse(text);
  return Array.isArray(read)
    ? read[0]
    : // What was left out is as in a blank fact of the kind.
      (blankOf(kind).complete(read) as unknown as FactByKind[K]);
}

const NEVER_BLANK = ['name', 'namespace', 'uid', 'createdAt'];

/** What an object of some kind or other cannot be read without. */
const REQUIRED = {
  backupName: 'blank',
  cluster: { name: 'blank' },
  pod: { name: 'blank', namespace: 'blank' },
  schedule: '',
  sourceNamespace: 'blank',
};

const blanks = new Map<FactKind, Blank>();

function blankOf(kind: FactKind): Blank {
  const known = blanks.get(kind);
  if (known) {
    return known;
  }
  const parsed = kindDefinitions[kind].parse({
    metadata: {
      ...{ name: 'blank', namespace: 'blank', uid: 'blank' },
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    spec: REQUIRED,
    status: {},
  });
  const fields = Object.entries(parsed.ok ? parsed.value : {});
  const blank = Blank.of(
    Object.fromEntries(fields.filter(([name]) => !NEVER_BLANK.includes(name))),
  );
  blanks.set(kind, blank);
  return blank;
}
