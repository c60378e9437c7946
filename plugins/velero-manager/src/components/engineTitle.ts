import type { Translate } from './stateWord';

const engines = [
  'velero',
  'cloudnative-pg',
  'longhorn',
  'volume-snapshot',
] as const;

/** Every engine that a list can be narrowed to. @internal */
export const knownEngines: readonly string[] = engines;

/** How people call an engine; the id where we do not know it. @internal */
export function engineTitle(id: string, t: Translate): string {
  const engine = engines.find(known => known === id);
  return engine ? t(`engine.${engine}`) : id;
}
