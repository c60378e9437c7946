import { parseGoDuration } from '@velero-manager/backstage-plugin-velero-manager-common';

/** Reads a duration of a Flux object, such as `10m`. @internal */
export function secondsOf(value: unknown, fallback: number): number {
  return typeof value === 'string'
    ? parseGoDuration(value) ?? fallback
    : fallback;
}
