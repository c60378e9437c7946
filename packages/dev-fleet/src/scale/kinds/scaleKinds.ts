import { ScaleKind } from '../ScaleKind';
import { kubernetesKinds } from './kubernetesKinds';
import { syncKinds } from './syncKinds';
import { veleroKinds } from './veleroKinds';
import { volumeCopyKinds } from './volumeCopyKinds';

/** The twenty kinds that a cluster of a fleet in size serves. @internal */
export const scaleKinds: readonly ScaleKind[] = [
  ...kubernetesKinds,
  ...veleroKinds,
  ...volumeCopyKinds,
  ...syncKinds,
];
