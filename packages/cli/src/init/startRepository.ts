import {
  type Parsed,
  parseSettings,
  SETTINGS_PATH,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { version } from '../../package.json';
import { engineFiles } from './engineFiles';
import { githubFiles } from './githubFiles';
import { guideFiles } from './guideFiles';
import type { RepositoryStart } from './RepositoryStart';
import { settingsFile } from './settingsFile';

/** `organisation/team`. */
const TEAM =
  /^[A-Za-z0-9][-A-Za-z0-9_.]{0,99}\/[A-Za-z0-9][-A-Za-z0-9_.]{0,99}$/;

/**
 * The files of a new config repository, by path; a refusal says what of the
 * answers cannot be.
 *
 * @internal
 */
export function startRepository(
  start: RepositoryStart,
): Parsed<Map<string, string>> {
  const twice = start.environments.find(
    (name, index) => start.environments.indexOf(name) !== index,
  );
  if (twice !== undefined) {
    return { ok: false, reason: `The environment '${twice}' is named twice.` };
  }
  for (const team of [start.securityTeam, start.reviewers]) {
    if (!TEAM.test(team)) {
      return {
        ok: false,
        reason: `'${team}' is no team: it must be 'organisation/team'.`,
      };
    }
  }
  const settings = settingsFile(start);
  const read = parseSettings(settings);
  if (!read.ok) return read;
  return {
    ok: true,
    value: new Map([
      [SETTINGS_PATH, settings],
      ...githubFiles(start, version),
      ...engineFiles(start),
      ...guideFiles(start),
    ]),
  };
}
