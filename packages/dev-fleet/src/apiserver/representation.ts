/**
 * The form in which a client wants its answer: the objects themselves, a
 * Table for people, metadata only, or aggregated discovery.
 *
 * @internal
 */
export type Representation = 'object' | 'table' | 'metadata' | 'discovery';

const FORMS: Array<[as: string, representation: Representation]> = [
  ['Table', 'table'],
  ['PartialObjectMetadata', 'metadata'],
  ['PartialObjectMetadataList', 'metadata'],
  ['APIGroupDiscoveryList', 'discovery'],
];

/**
 * Reads an Accept header; the first media type that can be served wins.
 *
 * @returns undefined if none can be served (406)
 * @internal
 */
export function representationOf(accept = '*/*'): Representation | undefined {
  for (const range of accept.split(',')) {
    const [type, ...parameters] = range.split(';').map(part => part.trim());
    if (['application/json', 'application/*', '*/*'].includes(type)) {
      const as = parameters.find(part => part.startsWith('as='))?.slice(3);
      if (as === undefined) return 'object';
      const form = FORMS.find(([name]) => name === as);
      if (form && isServedVersion(parameters)) return form[1];
    }
  }
  return undefined;
}

function isServedVersion(parameters: string[]): boolean {
  const version = parameters.find(part => part.startsWith('v='));
  return version === 'v=v1' || version === 'v=v2';
}
