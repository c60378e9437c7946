/**
 * Whether a path matches a glob of Argo CD's `directory.include` and
 * `exclude`: `*` matches slashes too, `{a,b}` is a choice.
 *
 * @internal
 */
export function matchGlob(glob: string, path: string): boolean {
  return new RegExp(`^${toPattern(glob)}$`).test(path);
}

function toPattern(glob: string): string {
  let depth = 0;
  return glob.replace(/\*+|\[!?[^\]]*\]|./gs, part => {
    if (part.startsWith('*')) return '.*';
    if (part === '?') return '.';
    if (part.length > 1) return part.replace(/^\[!/, '[^');
    if (part === '{') {
      depth += 1;
      return '(?:';
    }
    if (part === '}' && depth > 0) {
      depth -= 1;
      return ')';
    }
    if (part === ',' && depth > 0) return '|';
    return part.replace(/[\\^$+.()|[\]{}]/, String.raw`\$&`);
  });
}
