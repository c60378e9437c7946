import { performance } from 'node:perf_hooks';
import { kindDefinitionList } from '@velero-manager/backstage-plugin-velero-manager-common';
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
  try {
    for (const cluster of fleet.clusters.slice(0, MOST_CLUSTERS)) {
      for (const { group, versions, resource } of kindDefinitionList) {
        const root = group ? `apis/${group}` : 'api';
        const url = `${fleet.urlOf(cluster)}/${root}/${
          versions[0]
        }/${resource}`;
        let next: string | undefined = '';
        while (next !== undefined) {
          const text = await fetchPage(
            agent,
            `${url}?limit=${PAGE_SIZE}&continue=${next}`,
          );
          if (text === null) {
            break;
          }
          const begun = performance.now();
          const page = JSON.parse(text.toString('utf8'));
          figures.ms += performance.now() - begun;
          figures.objects += page.items.length;
          figures.bytes += text.length;
          next = page.metadata.continue;
        }
      }
    }
  } finally {
    await agent.close();
  }
  const { objects, bytes, ms } = figures;
  return { objects, bytes, objectsPerSecond: (1000 * objects) / ms };
}

/** @returns `null` for a kind that is not served */
async function fetchPage(
  agent: Agent,
  address: string,
): Promise<Buffer | null> {
  const { origin, pathname, search } = new URL(address);
  const { statusCode, body } = await agent.request({
    origin,
    path: `${pathname}${search}`,
    method: 'GET',
  });
  const text = Buffer.from(await body.arrayBuffer());
  return statusCode === 200 ? text : null;
}
