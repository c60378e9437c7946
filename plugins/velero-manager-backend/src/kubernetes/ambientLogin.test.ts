import * as awsCredentials from '@backstage/integration-aws-node';
import { ConfigReader } from '@backstage/config';
import * as awsSignature from '@smithy/signature-v4';
import { AmbientTokens } from '../clusters';
import { ambientLibraries } from '../clusters/ambient/ambientLibraries';
import { clusterDefinition } from './__testUtils__/clusterDefinition';
import { makeCertificate, TestApiServer } from './__testUtils__/TestApiServer';
import { ClusterClient } from './ClusterClient';

/** When a token of EKS was signed, and for which cluster's name it says so. */
function openToken(authorization: unknown) {
  const [, encoded] =
    /^Bearer k8s-aws-v1\.(.+)$/.exec(String(authorization)) ?? [];
  const url = new URL(Buffer.from(encoded ?? '', 'base64url').toString());
  return {
    signedAt: url.searchParams.get('X-Amz-Date'),
    headers: url.searchParams.get('X-Amz-SignedHeaders'),
  };
}

describe('logging in to EKS', () => {
  it('shares a token among requests, and signs anew when the server refuses it', async () => {
    let now = Date.UTC(2026, 0, 1);
    const seen: (string | null)[] = [];
    let refused: string | null = null;
    const certificate = await makeCertificate();
    const server = await TestApiServer.start((request, response) => {
      const { signedAt, headers } = openToken(request.headers.authorization);
      expect(headers).toBe('host;x-k8s-aws-id');
      seen.push(signedAt);
      response.writeHead(signedAt === refused ? 401 : 200, {
        'content-type': 'application/json',
      });
      response.end('{}');
    }, certificate);
    const client = ClusterClient.create(
      clusterDefinition({
        url: server.url,
        ca: certificate.cert,
        auth: {
          ...{ type: 'aws', clusterName: 'payments', region: 'eu-central-1' },
          ...{ assumeRole: null, externalId: null },
        },
      }),
      {
        now: () => now,
        ambient: AmbientTokens.create({
          config: new ConfigReader({
            aws: { mainAccount: { accessKeyId: 'AKIA', secretAccessKey: 'x' } },
          }),
          now: () => now,
          libraries: {
            ...ambientLibraries,
            awsCredentials: async () => awsCredentials,
            awsSignature: async () => awsSignature,
          },
        }),
      },
    );
    const get = () =>
      client
        .getJson({
          path: '/version',
          subject: { verb: 'get', resource: 'version' },
          signal: AbortSignal.timeout(10_000),
        })
        .then(
          () => 'ok',
          error => error.code,
        );
    expect(await Promise.all([get(), get(), get()])).toEqual([
      'ok',
      'ok',
      'ok',
    ]);
    expect(new Set(seen)).toEqual(new Set(['20260101T000000Z']));

    refused = '20260101T000000Z';
    now += 120_000;
    expect(await get()).not.toBe('ok');
    expect(await Promise.all([get(), get()])).toEqual(['ok', 'ok']);
    expect(seen.slice(-2)).toEqual(['20260101T000200Z', '20260101T000200Z']);

    await client.close();
    await server.stop();
  });
});
