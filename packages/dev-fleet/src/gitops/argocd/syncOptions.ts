import { Manifest } from '../manifests/Manifest';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
const HOOK = 'argocd.argoproj.io/hook';

type Annotated = Pick<Manifest, 'metadata'>;

/** Whether an object carries an option such as `Prune=false`. @internal */
export function hasOption({ metadata }: Annotated, option: string): boolean {
  const options = metadata.annotations?.[SYNC_OPTIONS] ?? '';
  return options.split(',').some(each => each.trim() === option);
}

/** The wave an object is applied in; lower ones come first. @internal */
export function waveOf({ metadata }: Annotated): number {
  const wave = Number(metadata.annotations?.[SYNC_WAVE] ?? 0);
  return Number.isInteger(wave) ? wave : 0;
}

/** Hooks belong to a sync, not to the state; they are not run here. @internal */
export function isHook({ metadata }: Annotated): boolean {
  return metadata.annotations?.[HOOK] !== undefined;
}
