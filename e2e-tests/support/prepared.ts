import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the loop is to begin with: one service and one cluster for each run. */
export interface Prepared {
  services: string[];
  clusters: string[];
}

const FILE = path.join(
  __dirname,
  '../../node_modules/.cache/e2e/prepared.json',
);

/** Hands over to the tests of the loop, which run in processes of their own. */
export function writePrepared(prepared: Prepared): void {
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify(prepared));
}

export function readPrepared(): Prepared {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}
