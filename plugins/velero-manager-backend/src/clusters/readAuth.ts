import type { ClusterEntry } from './clusterConfigSchema';
import { whyNotCertificate, whyNotKeyPair } from './parsePem';
import { type ReadContext, readPem } from './readCertificates';
import type { ClusterAuth } from './types';

function readClientCertificate(
  auth: Extract<ClusterEntry['auth'], { type: 'clientCertificate' }>,
  place: string,
  context: ReadContext,
): ClusterAuth | undefined {
  const { problems } = context;
  const pems = (['cert', 'key'] as const).map(part => {
    const dataKey = `${part}Data` as const;
    const fileKey = `${part}File` as const;
    const [data, file] = [auth[dataKey], auth[fileKey]];
    if (!data && !file) {
      problems.add(place, `needs '${dataKey}' or '${fileKey}'`);
    }
    return readPem({ data, file, dataKey, fileKey }, place, context);
  });
  const [certData, keyData] = pems;
  if (certData === null || keyData === null) {
    return undefined;
  }
  const fault = whyNotCertificate(certData) ?? whyNotKeyPair(certData, keyData);
  if (fault) {
    problems.add(place, fault);
    return undefined;
  }
  return { type: 'clientCertificate', certData, keyData };
}

/**
 * Reads the log-in of an entry of `veleroManager.clusters`.
 *
 * @param place - the place of the log-in, for messages
 * @returns `undefined` where there is none, or a problem was noted
 * @internal
 */
export function readAuth(
  entry: Pick<ClusterEntry, 'name' | 'auth'>,
  place: string,
  context: ReadContext,
): ClusterAuth | undefined {
  const { auth } = entry;
  switch (auth?.type) {
    case 'clientCertificate':
      return readClientCertificate(auth, place, context);
    case 'kubeconfig':
      return {
        type: 'kubeconfig',
        path: auth.path ?? null,
        context: auth.context ?? null,
        allowExec: context.allowExec,
      };
    case 'aws':
      return {
        type: 'aws',
        clusterName: auth.clusterName ?? entry.name,
        region: auth.region ?? null,
        assumeRole: auth.assumeRole ?? null,
        externalId: auth.externalId ?? null,
      };
    default:
      return auth;
  }
}
