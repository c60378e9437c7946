import { Parsed } from '../parsed';
import { quoteValue } from '../words';
import { SETTINGS_PATH } from './layout';
import { FileProblem, readManifests } from './readManifests';
import {
  RepositorySettings,
  repositorySettingsSchema,
} from './RepositorySettings';

/**
 * Reads `.velero-manager.yaml` with the line of each problem.
 *
 * @internal
 */
export function readSettings(
  text: string,
):
  | { settings: RepositorySettings; problems: [] }
  | { settings: null; problems: FileProblem[] } {
  const { manifests, problems } = readManifests(SETTINGS_PATH, text);
  if (problems.length > 0) return { settings: null, problems };
  if (manifests.length !== 1) {
    return {
      settings: null,
      problems: [{ line: 1, message: 'must hold exactly one document' }],
    };
  }
  const [{ data, lineOf }] = manifests;
  const read = repositorySettingsSchema.safeParse(data);
  if (read.success) return { settings: read.data, problems: [] };
  return {
    settings: null,
    problems: read.error.issues.map(issue => {
      const path = issue.path.map(part =>
        typeof part === 'number' ? part : String(part),
      );
      if (issue.code === 'unrecognized_keys') {
        return {
          line: lineOf([...path, issue.keys[0]]),
          message: `${fieldOf(path)} has fields that are not known: ${issue.keys
            .map(quoteValue)
            .join(', ')}`,
        };
      }
      return {
        line: lineOf(path),
        message: `${fieldOf(path)}: ${issue.message}`,
      };
    }),
  };
}

function fieldOf(path: (string | number)[]): string {
  return path.join('.') || 'the file';
}

/**
 * Reads `.velero-manager.yaml`: layout, engine and the policies of each
 * environment. A refusal names file and line of every problem.
 *
 * @public
 */
export function parseSettings(text: string): Parsed<RepositorySettings> {
  const read = readSettings(text);
  return read.settings
    ? { ok: true, value: read.settings }
    : {
        ok: false,
        reason: read.problems
          .slice(0, 10)
          .map(
            ({ line, message }) => `${SETTINGS_PATH}:${line ?? 1}: ${message}`,
          )
          .join('; '),
      };
}
