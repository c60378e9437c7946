import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isError } from '@backstage/errors';
import type {
  Finding,
  Parsed,
} from '@velero-manager/backstage-plugin-velero-manager-common';

const IGNORED = new Set(['.git', 'node_modules']);
const MAX_FILES = 100_000;
const MAX_FILE_BYTES = 1_000_000;
/** What controllers read; elsewhere a picture may stand beside the text. */
const MANIFESTS =
  /^(environments|argocd-apps|flux|bases|policies)\/|^\.velero-manager\.yaml$/;

/**
 * The text of a config repository, and what in it could not be read.
 *
 * @public
 */
export interface ReadRepository {
  /** Text by path, relative to the directory, with `/`. */
  files: Map<string, string>;
  findings: Finding[];
}

/**
 * Reads all files of a directory but those of Git. Symbolic links are never
 * followed: a pull request could make one lead anywhere. What is no text, or
 * too large, is left out and told.
 *
 * @public
 */
export async function readRepository(
  directory: string,
): Promise<Parsed<ReadRepository>> {
  const root = await lstatOf(directory);
  if (!root?.isDirectory()) {
    return { ok: false, reason: `'${directory}' is no directory.` };
  }
  const read: ReadRepository = { files: new Map(), findings: [] };
  const waiting = [''];
  for (
    let folder = waiting.pop();
    folder !== undefined;
    folder = waiting.pop()
  ) {
    const entries = await readdir(join(directory, folder), {
      withFileTypes: true,
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (IGNORED.has(entry.name)) continue;
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile()) await readInto(read, directory, path);
      else
        read.findings.push(
          refuse(path, 'LINK', 'is no plain file; links are not followed'),
        );
      if (read.files.size > MAX_FILES) {
        return {
          ok: false,
          reason: `'${directory}' holds more than ${MAX_FILES} files.`,
        };
      }
    }
  }
  return { ok: true, value: read };
}

async function lstatOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function readInto(
  read: ReadRepository,
  directory: string,
  path: string,
): Promise<void> {
  // O_NOFOLLOW: the file may have become a link since it was listed.
  const file = await open(
    join(directory, path),
    constants.O_RDONLY | constants.O_NOFOLLOW,
  );
  try {
    const { size } = await file.stat();
    if (size > MAX_FILE_BYTES) {
      read.findings.push(
        refuse(
          path,
          'FILE_TOO_LARGE',
          `has ${size} bytes; at most ${MAX_FILE_BYTES} are read`,
        ),
      );
      return;
    }
    const bytes = await file.readFile();
    const text = textOf(bytes);
    if (text === null)
      read.findings.push(refuse(path, 'FILE_NOT_TEXT', 'is no UTF-8 text'));
    else read.files.set(path, text);
  } finally {
    await file.close();
  }
}

function textOf(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refuse(path: string, code: string, message: string): Finding {
  return {
    code,
    severity: MANIFESTS.test(path) || code === 'LINK' ? 'error' : 'info',
    path,
    line: null,
    message: `The file ${message}.`,
    fix: null,
  };
}
