import {
  type Parsed,
  parseSettings,
  type RepositorySettings,
  SETTINGS_PATH,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ChangeHost } from '../host';
import { valueOf } from './valueOf';

/**
 * Reads the settings of the base branch as they stand there.
 *
 * @returns undefined where there are none
 * @throws HostError
 * @internal
 */
export async function readSettingsText(
  host: Pick<ChangeHost, 'readSnapshot'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { files } = valueOf(
    await host.readSnapshot(
      { files: [SETTINGS_PATH], directories: [] },
      { signal },
    ),
  );
  return files.get(SETTINGS_PATH);
}

/** The policies that settings hold. @internal */
export function parsePolicies(
  text: string | undefined,
  branch: string,
): Parsed<RepositorySettings> {
  return text === undefined
    ? {
        ok: false,
        reason: `The branch ${branch} has no ${SETTINGS_PATH}`,
      }
    : parseSettings(text);
}
