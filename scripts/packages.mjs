import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runtime.mjs';

/** The parsed package.json of a folder, relative to the root. */
export function manifest(folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/** Folders of the packages that are published, relative to the root. */
export function publishedPackages() {
  return ['plugins', 'packages']
    .flatMap(parent =>
      readdirSync(join(root, parent)).map(name => `${parent}/${name}`),
    )
    .filter(folder => !manifest(folder).private);
}
