import type { Translate } from './stateWord';

const paths = [
  'fs-backup',
  'data-mover',
  'csi-snapshot',
  'native-snapshot',
  'custom',
  'none',
] as const;

/** How the data of a volume gets into a backup; the id where we do not know it. @internal */
export function dataPathWords(id: string, t: Translate): string {
  const path = paths.find(known => known === id);
  return path ? t(`dataPath.${path}`) : id;
}
