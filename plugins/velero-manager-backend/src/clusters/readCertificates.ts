import type { ConfigProblems } from './ConfigProblems';
import { decodePem, whyNotCertificate } from './parsePem';
import type { ConfigNote } from './types';

/** What the readers of configuration share: the place of faults, notes and files. @internal */
export interface ReadContext {
  problems: ConfigProblems;
  notes: ConfigNote[];
  /** Commands that a kubeconfig may run to log in. */
  allowExec: string[];
  /** Reads a text file; throws where it cannot. */
  readFile(path: string): string;
}

/** A PEM as configuration gives it: in place, or as the path of a file. @internal */
export interface PemSource {
  data?: string;
  file?: string;
  /** The names of the two keys, for messages. */
  dataKey: string;
  fileKey: string;
}

/**
 * Reads a PEM from its one source.
 *
 * @returns the text, or `null` where there is no source or a problem was noted
 * @internal
 */
export function readPem(
  source: PemSource,
  place: string,
  { problems, readFile }: ReadContext,
): string | null {
  const { data, file, dataKey, fileKey } = source;
  if (data && file) {
    problems.add(place, `has both '${dataKey}' and '${fileKey}'; give one`);
    return null;
  }
  if (data) {
    return decodePem(data);
  }
  if (!file) {
    return null;
  }
  try {
    return readFile(file).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    problems.add(
      `${place}.${fileKey}`,
      `names the file '${file}', which cannot be read (${code ?? 'unknown'})`,
    );
    return null;
  }
}

/**
 * Reads the certificate authority of an entry from `caData` or `caFile`.
 *
 * @internal
 */
export function readCa(
  entry: { caData?: string; caFile?: string; skipTLSVerify?: boolean },
  place: string,
  context: ReadContext,
): string | null {
  if (entry.skipTLSVerify) {
    context.notes.push({
      place: `${place}.skipTLSVerify`,
      message:
        'The certificate of this API server is not checked, so whoever sits on the way can read the token. Give caData or caFile instead.',
    });
  }
  const source: PemSource = {
    data: entry.caData,
    file: entry.caFile,
    dataKey: 'caData',
    fileKey: 'caFile',
  };
  const pem = readPem(source, place, context);
  const fault = pem === null ? undefined : whyNotCertificate(pem);
  if (fault) {
    const key = entry.caData ? source.dataKey : source.fileKey;
    context.problems.add(
      `${place}.${key}`,
      `${fault}; expected ${
        entry.caData ? 'the base64 of a PEM certificate' : 'a PEM certificate'
      }`,
    );
    return null;
  }
  return pem;
}
