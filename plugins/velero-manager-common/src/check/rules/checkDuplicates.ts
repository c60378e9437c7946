import { Manifest } from '../../snapshot/readManifests';
import { Finding, findingAt } from '../Finding';
import type { Rule } from './Rule';
import { whereApplied } from './whereApplied';

/** One object, one place: of two, nobody knows which one wins. @internal */
export const checkDuplicates: Rule = ({ manifests }) => {
  const seen = new Map<string, Manifest>();
  return manifests.flatMap((manifest): Finding[] => {
    const { identity } = manifest;
    const where = whereApplied(manifest.path);
    if (!identity?.name || where === null) return [];
    const { apiVersion, kind, namespace, name } = identity;
    const key = JSON.stringify([where, apiVersion, kind, namespace, name]);
    const first = seen.get(key);
    if (!first) {
      seen.set(key, manifest);
      return [];
    }
    return [
      findingAt(manifest, ['metadata', 'name'], {
        code: 'OBJECT_TWICE',
        severity: 'error',
        message: `The ${kind} '${name}' also stands in '${first.path}'.`,
      }),
    ];
  });
};
