import { HostError } from '../HostError';
import { Arguments, field, FieldWithArguments } from './GraphqlNode';

/** https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit */
const MOST_NODES = 100;

/** The arguments of every connection. */
const PAGING = ['first', 'last', 'after', 'before'];

/**
 * A field that shows a list in pages.
 * https://docs.github.com/graphql/guides/using-pagination-in-the-graphql-api
 *
 * @param extra - arguments beside those of paging that `list` knows
 * @internal
 */
export function connection<T>(options: {
  typename: string;
  list: (args: Arguments) => T[] | Promise<T[]>;
  render: (item: T) => unknown;
  extra?: string[];
}): FieldWithArguments {
  const { typename, list, render, extra = [] } = options;
  return field([...PAGING, ...extra], async args => {
    const { first, last } = sizeOf(args, typename);
    const all = await list(args);
    const from = args.after ? indexOf(args.after) + 1 : 0;
    const to = args.before ? indexOf(args.before) : all.length;
    let start = from;
    let end = to;
    if (first !== undefined) end = Math.min(to, from + first);
    if (last !== undefined) start = Math.max(start, end - last);
    const nodes = all.slice(start, end).map(render);
    return {
      __typename: typename,
      totalCount: all.length,
      nodes,
      edges: nodes.map((node, index) => ({
        __typename: typename.replace(/Connection$/, 'Edge'),
        node,
        cursor: cursorOf(start + index),
      })),
      pageInfo: {
        __typename: 'PageInfo',
        hasNextPage: end < all.length,
        hasPreviousPage: start > 0,
        startCursor: nodes.length > 0 ? cursorOf(start) : null,
        endCursor: nodes.length > 0 ? cursorOf(end - 1) : null,
      },
    };
  });
}

function sizeOf({ first, last }: Arguments, typename: string) {
  const sizes = [first, last].filter(size => typeof size === 'number');
  const what = typename.replace(/Connection$/, '');
  if (sizes.length === 0) {
    throw HostError.unprocessable(
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${what}\` connection.`,
    );
  }
  if (sizes.some(size => size < 0 || size > MOST_NODES)) {
    throw HostError.unprocessable(
      `Requesting ${sizes[0]} records on the \`${what}\` connection exceeds the \`first\` limit of ${MOST_NODES} records.`,
    );
  }
  return {
    first: typeof first === 'number' ? first : undefined,
    last: typeof last === 'number' ? last : undefined,
  };
}

function cursorOf(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function indexOf(cursor: unknown): number {
  const text = Buffer.from(String(cursor), 'base64').toString('utf8');
  const found = /^cursor:(\d+)$/.exec(text);
  if (!found) {
    throw HostError.unprocessable(
      `\`${String(cursor)}\` does not appear to be a valid cursor.`,
    );
  }
  return Number(found[1]);
}
