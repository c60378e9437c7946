import { clusterDirectory } from '../../snapshot';
import { clusterPlaceOf } from '../../snapshot/layout';
import { valueAt } from '../../snapshot/readManifests';
import { Finding, findingIn } from '../Finding';
import type { Rule } from './Rule';

const SECRET = 'velero-repo-credentials';
/** The chart's switch, and the DaemonSet as `velero install` writes it. */
const NODE_AGENT =
  /^[^\S\n]*(deployNodeAgent:[^\S\n]*true|name:[^\S\n]*node-agent)[^\S\n]*$/m;

/**
 * Trap T13: where the node agent is installed and nobody brings a password,
 * Velero encrypts copies of volumes with one that is the same everywhere
 * (velero pkg/repository/keys). It cannot be changed once the first copy is made.
 *
 * @internal
 */
export const checkRepositoryPassword: Rule = repository => {
  const told = new Set<string>();
  return [...repository.files].flatMap<Finding>(([path, text]) => {
    const place = clusterPlaceOf(path);
    const at = text.search(NODE_AGENT);
    if (!place || at < 0 || !/\.ya?ml$/.test(path)) return [];
    const directory = clusterDirectory(place);
    const isBrought = repository
      .manifestsBelow(directory)
      .some(({ identity, data }) =>
        [identity?.name, valueAt(data, ['spec', 'target', 'name'])].includes(
          SECRET,
        ),
      );
    if (isBrought || told.has(directory)) return [];
    told.add(directory);
    return [
      findingIn(path, text.slice(0, at).split('\n').length, {
        code: 'REPOSITORY_PASSWORD',
        severity: 'info',
        message: `The cluster '${place.cluster}' copies volumes, and nothing here brings the Secret '${SECRET}': without it Velero encrypts the copies with a password that everybody knows.`,
        fix: `Bring '${SECRET}' encrypted or by reference before the first copy is made; later it cannot be changed.`,
      }),
    ];
  });
};
