import { compileTemplate, TemplateValues } from './compileTemplate';

/** How many objects a simulated cluster begins with. @public */
export interface ClusterSize {
  namespaces: number;
  schedules: number;
  backups: number;
  /** Claims, each with a volume, a pod and a snapshot. */
  claims: number;
  /** Of each kind of copy: DataUploads and PodVolumeBackups. */
  copies: number;
  /** Of each kind: Kustomizations and Applications. */
  syncObjects: number;
}

/**
 * What an object went through. Moments are in seconds since the fleet began:
 * small integers, so that a state takes few bytes.
 *
 * @internal
 */
export interface ScaleState {
  /** The write that changed it last; {@link FIRST_REVISION} as it was at first. */
  revision: number;
  /** The newest write, heartbeats too: its resourceVersion. */
  version: number;
  /** When it was changed last. */
  changedAfter: number;
  /** When its controller last said that it looks after it. */
  beatAfter: number;
  /** Heartbeats since it was changed last. */
  beats: number;
}

/** Which object, and in which of its states. @internal */
export interface ScaleObject extends ScaleState {
  cluster: string;
  size: ClusterSize;
  /** Counts the objects of a kind in a cluster; never used twice. */
  index: number;
  /** When the fleet began, in milliseconds since 1970. */
  epoch: number;
}

/** The resourceVersion of all objects at first. @internal */
export const FIRST_REVISION = 1000;

/** All that is there at first was last changed a week before. */
const FIRST_AGE_S = 7 * 86_400;

/**
 * A kind whose objects are made when they are asked for: an object is a
 * function of its cluster, its index and its revision.
 *
 * @internal
 */
export interface ScaleKind {
  /** As Kubernetes names it: `backups.velero.io`. */
  resource: string;
  /** How many there are at first. */
  count(size: ClusterSize): number;
  keyOf(of: ScaleObject): { namespace: string; name: string };
  /** The object as JSON. */
  write(of: ScaleObject): string;
  /** What changes when the cluster is at work; absent: nothing. */
  churn?: {
    /** How often, beside other kinds. */
    weight: number;
    /** Whether objects come and go too. */
    comesAndGoes: boolean;
  };
  /** Its controller writes that it is alive, though nothing changed; absent: it does not. */
  beat?: { everySeconds: number };
}

/** Makes a kind of a template; `{{uid}}`, `{{version}}` and the key are filled in. @internal */
export function defineKind(
  kind: Omit<ScaleKind, 'write'> & {
    template: object;
    /** Other places of the template. */
    values?(of: ScaleObject): TemplateValues;
  },
): ScaleKind {
  const { template, values, ...rest } = kind;
  const write = compileTemplate(template);
  return {
    ...rest,
    write: of =>
      write({
        ...kind.keyOf(of),
        uid: uidOf(kind.resource, of),
        cluster: of.cluster,
        version: of.version,
        writes: of.revision - FIRST_REVISION,
        ...values?.(of),
      }),
  };
}

/** The UID of an object, the same in all its states. @internal */
export function uidOf(
  resource: string,
  { cluster, index }: Pick<ScaleObject, 'cluster' | 'index'>,
): string {
  const digits = (value: number, length: number) =>
    value.toString(16).padStart(length, '0').slice(-length);
  return [
    digits(hash(cluster), 8),
    digits(hash(resource), 4),
    '4d52',
    '8a5d',
    digits(index, 12),
  ].join('-');
}

const FIRST_STATE: ScaleState = {
  revision: FIRST_REVISION,
  version: FIRST_REVISION,
  changedAfter: -FIRST_AGE_S,
  beatAfter: -FIRST_AGE_S,
  beats: 0,
};

/**
 * The state of an object that was never written: its last heartbeat was at a
 * moment of its own within one interval before the fleet began.
 *
 * @internal
 */
export function firstState(
  { resource, beat }: ScaleKind,
  of: Pick<ScaleObject, 'cluster' | 'index'>,
): ScaleState {
  return beat
    ? {
        ...FIRST_STATE,
        beatAfter: -1 - (hash(uidOf(resource, of)) % beat.everySeconds),
        beats: Math.floor(FIRST_AGE_S / beat.everySeconds),
      }
    : FIRST_STATE;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    // eslint-disable-next-line no-bitwise
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value;
}

const SECOND_MS = 1000;

/** A moment so many seconds after the fleet began, as Kubernetes writes it. @internal */
export function instant(epoch: number, seconds: number): string {
  return new Date(epoch + seconds * SECOND_MS)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
}

/** The namespace of a service. @internal */
export const serviceNamespace = (index: number, { namespaces }: ClusterSize) =>
  `shop-${index % namespaces}`;

/** Who wrote which fields: a third of what a real server sends. @internal */
export function managedFields(apiVersion: string, fields: object): object[] {
  return ['velero-server', 'velero-plugin'].map((manager, i) => ({
    manager,
    operation: 'Update',
    apiVersion,
    time: `2026-11-01T00:00:0${i}Z`,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
  }));
}
