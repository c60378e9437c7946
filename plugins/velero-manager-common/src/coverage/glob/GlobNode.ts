/**
 * A glob pattern as a tree.
 *
 * `any` is `*`, `super` is `**`, `single` is `?`; `nothing` is what is left of
 * an alternative that has nothing of its own.
 *
 * @internal
 */
export type GlobNode =
  | { readonly kind: 'pattern' | 'anyOf'; readonly children: GlobNode[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly chars: string; readonly not: boolean }
  | {
      readonly kind: 'range';
      readonly low: number;
      readonly high: number;
      readonly not: boolean;
    }
  | { readonly kind: 'any' | 'super' | 'single' | 'nothing' };

/**
 * Whether two trees are the same pattern.
 *
 * @internal
 */
export function sameNode(a: GlobNode, b: GlobNode): boolean {
  switch (a.kind) {
    case 'pattern':
    case 'anyOf':
      return (
        b.kind === a.kind &&
        a.children.length === b.children.length &&
        a.children.every((child, index) => sameNode(child, b.children[index]))
      );
    case 'text':
      return b.kind === 'text' && a.text === b.text;
    case 'list':
      return b.kind === 'list' && a.chars === b.chars && a.not === b.not;
    case 'range':
      return (
        b.kind === 'range' &&
        a.low === b.low &&
        a.high === b.high &&
        a.not === b.not
      );
    default:
      return a.kind === b.kind;
  }
}
