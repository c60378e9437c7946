import { RestCall } from './RestCall';

/** A part of a list. @internal */
export interface Page<T> {
  items: T[];
  /** `Link`, where there are other pages. */
  headers: Record<string, string>;
}

const DEFAULT_SIZE = 30;
const LARGEST_SIZE = 100;

/**
 * Takes the page of a list that a request asks for.
 * https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
 *
 * @internal
 */
export function paginate<T>(
  { query, url }: Pick<RestCall, 'query' | 'url'>,
  items: T[],
): Page<T> {
  const asked = Number(query.get('per_page') || DEFAULT_SIZE);
  const size = Math.min(asked >= 1 ? asked : DEFAULT_SIZE, LARGEST_SIZE);
  const page = Math.max(Number(query.get('page')) || 1, 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const linkTo = (rel: string, number: number) => {
    const target = new URL(url);
    target.searchParams.set('page', String(number));
    return `<${target}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [linkTo('prev', page - 1)] : []),
    ...(page < last ? [linkTo('next', page + 1), linkTo('last', last)] : []),
    ...(page > 1 ? [linkTo('first', 1)] : []),
  ];
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}
