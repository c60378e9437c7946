import { LocalPackage } from './LocalPackage';

/** A command that can be carried out without a shell. @internal */
export type Command =
  | { ok: true; script: string; args: string[] }
  | { ok: false; reason: string };

/** What no shell would take for more than a word. */
const PLAIN = /^[A-Za-z0-9@%+=:,./_-]+$/;

/**
 * Understands the one form of command that a step may run: `npx` with a package
 * of this repository in the very version that it has. No shell is involved, and
 * nothing comes from a registry: a pull request cannot make a developer's
 * machine run anything else.
 *
 * @internal
 */
export function readCommand(line: string, packages: LocalPackage[]): Command {
  const words = line.trim().split(/\s+/);
  const [program, ...rest] = words;
  const plain = words.every(word => PLAIN.test(word));
  const [name, ...args] = rest.filter(word => !['--yes', '-y'].includes(word));
  const known = packages.map(({ name: it, version }) => `${it}@${version}`);
  const at = known.indexOf(name);
  if (plain && program === 'npx' && at >= 0) {
    return { ok: true, script: packages[at].script, args };
  }
  return {
    ok: false,
    reason: `'${line.trim()}' is not run here; what can be run is: ${known
      .map(it => `npx --yes ${it} ...`)
      .join(', ')}`,
  };
}
