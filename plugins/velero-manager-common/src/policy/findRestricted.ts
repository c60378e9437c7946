import type { Intent } from '../intents';

/**
 * What of an intent an environment keeps to those who may read all clusters: the
 * intent itself, or those of its fields that say something.
 *
 * @param restricted - as the environment's policy has it: `schedule:pause`,
 * `schedule:save.hooks`
 * @public
 */
export function findRestricted(
  intent: Intent,
  restricted: readonly string[],
): string[] {
  const { kind, ...fields } = intent;
  const said = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `${kind}.${name}`);
  return [kind, ...said].filter(name => restricted.includes(name));
}
