import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What templates are filled in with. */
export interface Authored {
  /** A cluster of the config repository, with a database and volumes. */
  cluster: string;
  /** A service of `prod-cluster-01`, whose repository says what is deployed. */
  service: string;
  /** The same of `staging-cluster-01`, which Flux applies. */
  fluxService: string;
  /** A folder of `prod-cluster-01` that nothing applies, and a project that may. */
  folder: string;
}

const FILE = path.join(
  __dirname,
  '../../node_modules/.cache/e2e/authored.json',
);

/** Hands over to the tests of templates, which run in a process of their own. */
export function writeAuthored(authored: Authored): void {
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify(authored));
}

export function readAuthored(): Authored {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}
