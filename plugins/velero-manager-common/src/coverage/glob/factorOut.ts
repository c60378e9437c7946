import { sameNode, type GlobNode } from './GlobNode';

/**
 * Moves what all alternatives begin and end with out of the braces; undefined
 * if there is nothing in common.
 *
 * @internal
 */
export function factorOut(alternatives: GlobNode[]): GlobNode | undefined {
  const bodies = alternatives.flatMap(each =>
    each.kind === 'pattern' ? [each.children] : [],
  );
  if (bodies.length < 2 || bodies.length !== alternatives.length) {
    return undefined;
  }
  const { left, right } = inCommon(bodies);
  if (left + right === 0) {
    return undefined;
  }
  const rest: GlobNode[] = [];
  for (const body of bodies) {
    const own = body.slice(left, body.length - right);
    const node: GlobNode =
      own.length > 0 ? { kind: 'pattern', children: own } : { kind: 'nothing' };
    if (!rest.some(other => sameNode(other, node))) {
      rest.push(node);
    }
  }
  const [body] = bodies;
  const parts: GlobNode[] = [
    { kind: 'pattern', children: body.slice(0, left) },
    ...middle(rest),
    { kind: 'pattern', children: body.slice(body.length - right) },
  ];
  return {
    kind: 'pattern',
    children: parts.filter(
      part => part.kind !== 'pattern' || part.children.length > 0,
    ),
  };
}

function middle(rest: GlobNode[]): GlobNode[] {
  if (rest.length > 1) {
    return [{ kind: 'anyOf', children: rest }];
  }
  return rest[0].kind === 'nothing' ? [] : rest;
}

/** Counts from both sides in turn, the left side first, and never twice the same. */
function inCommon(bodies: GlobNode[][]): { left: number; right: number } {
  const least = Math.min(...bodies.map(body => body.length));
  const shared = (at: (body: GlobNode[]) => GlobNode) =>
    bodies.every(body => sameNode(at(body), at(bodies[0])));
  let left = 0;
  let right = 0;
  let leftOpen = true;
  let rightOpen = true;
  for (let step = 0; step < least && (leftOpen || rightOpen); step++) {
    if (left + right >= least) {
      break;
    }
    leftOpen &&= shared(body => body[step]);
    rightOpen &&= !(leftOpen && least - 1 - step <= step);
    rightOpen &&= shared(body => body[body.length - 1 - step]);
    left += leftOpen ? 1 : 0;
    right += rightOpen ? 1 : 0;
  }
  return { left, right };
}
