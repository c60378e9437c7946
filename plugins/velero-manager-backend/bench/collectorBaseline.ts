import { performance } from 'node:perf_hooks';
import {
  AnyKindDefinition,
  kindDefinitionList,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Agent } from 'undici';
import { CollectorFleet } from './collectorFleet';

const PAGE_SIZE = 500;
/** As many as say what an average page costs. */
const MOST_CLUSTERS = 10;

/** What nobody who reads the lists can stay below. */
export interface Baseline {
  objects: number;
  bytes: number;
  /** Of `JSON.parse` of the pages, and nothing else. */
  objectsPerSecond: number;
}

/** Fetches the lists of some clusters as they will be read, and parses them. */
export async function parsePages(fleet: CollectorFleet): Promise<Baseline> {
  const agent = new Agent({ allowH2: true, connect: { ca: fleet.ca } });
  const figures = { objects: 0, bytes: 0, ms: 0 };
  const parse = (text: Buffer) => {
    const begun = performance.now();
    const page = JSON.parse(text.toString('utf8'));
    figures.ms += performance.now() - begun;
    figures.bytes += text.length;
    return page;
  };
  try {
    for (const cluster of fleet.clusters.slice(0, MOST_CLUSTERS)) {
      for (const kind of kindDefinitionList) {
        const url = fleet.urlOf(cluster);
        const objects = await fetchList(agent, url, kind, parse);
        figures.objects += objects.length;
      }
    }
  } finally {
    await agent.close();
  }
  const { objects, bytes, ms } = figures;
  return { objects, bytes, objectsPerSecond: (1000 * objects) / ms };
}

/** All objects of a kind, page by page; none of one that is not served. */
export async function fetchList(
  agent: Agent,
  clusterUrl: string,
  { group, versions, resource }: AnyKindDefinition,
  parse = (text: Buffer) => JSON.parse(text.toString('utf8')),
): Promise<unknown[]> {
  const root = group ? `apis/${group}` : 'api';
  const url = new URL(`${clusterUrl}/${root}/${versions[0]}/${resource}`);
  const objects: unknown[] = [];
  let next = '';
  do {
    const { statusCode, body } = await agent.request({
      origin: url.origin,
      path: `${url.pathname}?limit=${PAGE_SIZE}&continue=${next}`,
      method: 'GET',
    });
    const text = Buffer.from(await body.arrayBuffer());
    if (statusCode === 404) {
      break;
    }
    if (statusCode !== 200) {
      throw new Error(`${url} answered ${statusCode}`);
    }
    const page = parse(text);
    objects.push(...page.items);
    next = page.metadata.continue ?? '';
  } while (next);
  return objects;
}
