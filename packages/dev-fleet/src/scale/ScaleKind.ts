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

/** Which object, and in which of its states. @internal */
export interface ScaleObject {
  cluster: string;
  size: ClusterSize;
  /** Counts the objects of a kind in a cluster; never used twice. */
  index: number;
  /** The write that made it so; {@link FIRST_REVISION} as it was at first. */
  revision: number;
  /** When the fleet began, in milliseconds since 1970. */
  epoch: number;
}

/** The resourceVersion of all objects at first. @internal */
export const FIRST_REVISION = 1000;

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
}

/** Makes a kind of a template; `{{uid}}`, `{{revision}}` and the key are filled in. @internal */
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
        revision: of.revision,
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
