const LITERAL_PASSWORDS = [
  /(pass(word|wd|phrase)?|_pwd|token|secret)\s*=\s*['"]?[^\s$'"`;&|]/i,
  /--(password|token)\s+['"]?[^\s$'"`;&|-]/i,
  /\b(mysql|mariadb)[\w-]*\b[^;&|]*\s-p['"]?[A-Za-z0-9]/i,
  /:\/\/[^\s/:@$]+:[^\s/@$]+@/,
];

/**
 * Whether a command holds what looks like a password written out, not taken
 * from a variable of the container.
 *
 * @internal
 */
export function hasLiteralPassword(command: readonly string[]): boolean {
  const text = command.join(' ');
  return LITERAL_PASSWORDS.some(pattern => pattern.test(text));
}
