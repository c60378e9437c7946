import { createHash, createHmac } from 'node:crypto';
import * as awsRoles from '@aws-sdk/credential-providers';
import * as azure from '@azure/identity';
import { ConfigReader } from '@backstage/config';
import * as awsCredentials from '@backstage/integration-aws-node';
import type { JsonObject } from '@backstage/types';
import * as awsSignature from '@smithy/signature-v4';
import * as google from 'google-auth-library';
import type { AmbientAuth } from '../types';
import { AmbientTokens } from './AmbientTokens';
import type { AmbientLibraries } from './ambientLibraries';

const SECRET = 'hunter2-is-the-secret';
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

/** The real libraries, loaded in the one way that works in tests. */
const libraries: AmbientLibraries = {
  awsCredentials: async () => awsCredentials,
  awsRoles: async () => awsRoles,
  awsSignature: async () => awsSignature,
  azure: async () => azure,
  google: async () => google,
};

function create(
  options: {
    config?: JsonObject;
    env?: NodeJS.ProcessEnv;
    libraries?: Partial<AmbientLibraries>;
  } = {},
) {
  const state = { now: NOW };
  const tokens = AmbientTokens.create({
    config: new ConfigReader(options.config ?? {}),
    env: options.env ?? {},
    now: () => state.now,
    libraries: { ...libraries, ...options.libraries },
  });
  const read = (auth: AmbientAuth) => tokens.read(auth, { notBeforeMs: 0 });
  return { state, read };
}

const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** The signature of a presigned URL, worked out by AWS's description of it. */
function sign(url: URL, headers: [string, string][]): string {
  const query = [...url.searchParams]
    .filter(([key]) => key !== 'X-Amz-Signature')
    .map(
      ([key, value]) =>
        `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
    )
    .sort()
    .join('&');
  const request = [
    ...['GET', '/', query],
    ...headers.map(([key, value]) => `${key}:${value}`),
    ...['', headers.map(([key]) => key).join(';')],
    createHash('sha256').update('').digest('hex'),
  ].join('\n');
  const date = url.searchParams.get('X-Amz-Date')!;
  const [, day, region, service] = url.searchParams
    .get('X-Amz-Credential')!
    .split('/');
  const text = [
    ...['AWS4-HMAC-SHA256', date, `${day}/${region}/${service}/aws4_request`],
    createHash('sha256').update(request).digest('hex'),
  ].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${SECRET}`,
  );
  return hmac(key, text).toString('hex');
}

describe('AmbientTokens', () => {
  describe('of AWS', () => {
    const config = {
      aws: { mainAccount: { accessKeyId: 'AKIA', secretAccessKey: SECRET } },
    };
    const aws: AmbientAuth = {
      ...{ type: 'aws', clusterName: 'Payments' },
      ...{ region: 'eu-central-1', assumeRole: null, externalId: null },
    };
    const open = (token: string) => {
      expect(token).toMatch(/^k8s-aws-v1\.[-_A-Za-z0-9]+$/);
      const encoded = token.slice('k8s-aws-v1.'.length);
      return new URL(Buffer.from(encoded, 'base64url').toString());
    };

    it('asks STS who we are, signed for this cluster alone', async () => {
      const url = open(await create({ config }).read(aws));
      expect(url.origin).toBe('https://sts.eu-central-1.amazonaws.com');
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        Action: 'GetCallerIdentity',
        Version: '2011-06-15',
        'X-Amz-Date': '20260102T030405Z',
        'X-Amz-Expires': '60',
        'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
        'X-Amz-Credential': 'AKIA/20260102/eu-central-1/sts/aws4_request',
      });
      expect(url.searchParams.get('X-Amz-Signature')).toBe(
        sign(url, [
          ['host', 'sts.eu-central-1.amazonaws.com'],
          ['x-k8s-aws-id', 'Payments'],
        ]),
      );
      expect(url.href).not.toContain(SECRET);
    });

    it.each([
      [null, { AWS_REGION: 'eu-west-1' }, 'sts.eu-west-1.amazonaws.com'],
      [null, {}, 'sts.us-east-1.amazonaws.com'],
      ['cn-north-1', {}, 'sts.cn-north-1.amazonaws.com.cn'],
    ])('takes region %s in %j', async (region, env, host) => {
      const { read } = create({ config, env });
      expect(open(await read({ ...aws, region })).host).toBe(host);
    });

    it('signs anew before 15 minutes are over, for each cluster', async () => {
      const { state, read } = create({ config });
      const first = await read(aws);
      expect(await read(aws)).toBe(first);
      expect(await read({ ...aws, clusterName: 'Other' })).not.toBe(first);
      state.now += 12 * 60_000;
      const second = await read(aws);
      expect(open(second).searchParams.get('X-Amz-Date')).toBe(
        '20260102T031605Z',
      );
    });

    it('takes a role where it shall, and ends with its credentials', async () => {
      const asked: unknown[] = [];
      const { state, read } = create({
        config,
        libraries: {
          awsRoles: async () => ({
            fromTemporaryCredentials: options => async () => {
              asked.push(options);
              return {
                accessKeyId: 'ASIA',
                secretAccessKey: SECRET,
                sessionToken: 'session',
                expiration: new Date(state.now + 5 * 60_000),
              };
            },
          }),
        },
      });
      const inRole: AmbientAuth = {
        ...aws,
        assumeRole: 'arn:aws:iam::123456789012:role/portal',
        externalId: 'x',
      };
      const url = open(await read(inRole));
      expect(url.searchParams.get('X-Amz-Security-Token')).toBe('session');
      expect(asked).toEqual([
        {
          masterCredentials: expect.any(Function),
          clientConfig: { region: 'eu-central-1' },
          params: {
            RoleArn: 'arn:aws:iam::123456789012:role/portal',
            RoleSessionName: 'velero-manager',
            ExternalId: 'x',
          },
        },
      ]);
      await read({ ...inRole, clusterName: 'Other' });
      expect(asked).toHaveLength(1);
      state.now += 4 * 60_000;
      await read(inRole);
      expect(asked).toHaveLength(2);
    });
  });

  describe('of Azure', () => {
    it('asks once for the whole fleet, for the application of AKS', async () => {
      const scopes: unknown[] = [];
      class DefaultAzureCredential {
        async getToken(scope: string) {
          scopes.push(scope);
          return { token: 'azure', expiresOnTimestamp: NOW + 3_600_000 };
        }
      }
      const { read } = create({
        libraries: {
          azure: async () =>
            ({ DefaultAzureCredential } as unknown as typeof azure),
        },
      });
      const readings = [1, 2].map(() => read({ type: 'azure' }));
      expect(await Promise.all(readings)).toEqual(['azure', 'azure']);
      expect(scopes).toEqual(['6dae42f8-4368-4678-94ff-3960e28e3630/.default']);
    });

    it('keeps to itself what a library says in a fault', async () => {
      class DefaultAzureCredential {
        async getToken() {
          throw Object.assign(new Error(SECRET), {
            name: 'CredentialUnavailableError',
          });
        }
      }
      const { read } = create({
        libraries: {
          azure: async () =>
            ({ DefaultAzureCredential } as unknown as typeof azure),
        },
      });
      await expect(read({ type: 'azure' })).rejects.toMatchObject({
        name: 'InputError',
        message: 'Azure gave no token (CredentialUnavailableError)',
      });
    });
  });

  describe('of Google', () => {
    const auth: AmbientAuth = { type: 'googleServiceAccount' };

    it('takes the key of the kubernetes plugin, or what lies around', async () => {
      const made: unknown[] = [];
      class GoogleAuth {
        constructor(options: unknown) {
          made.push(options);
        }

        async getClient() {
          return {
            credentials: { expiry_date: NOW + 3_600_000 },
            getAccessToken: async () => ({ token: 'google' }),
          };
        }
      }
      const googleLibrary = async () =>
        ({ GoogleAuth } as unknown as typeof google);
      const scopes = [
        'https://www.googleapis.com/auth/cloud-platform',
        'https://www.googleapis.com/auth/userinfo.email',
      ];
      const around = create({ libraries: { google: googleLibrary } });
      expect(await around.read(auth)).toBe('google');
      const key = { type: 'service_account', private_key: SECRET };
      const keyed = create({
        config: {
          kubernetes: { googleServiceAccountCredentials: JSON.stringify(key) },
        },
        libraries: { google: googleLibrary },
      });
      expect(await keyed.read(auth)).toBe('google');
      expect(made).toEqual([{ scopes }, { scopes, credentials: key }]);
    });

    it('does not repeat a key that it cannot read', async () => {
      const { read } = create({
        config: { kubernetes: { googleServiceAccountCredentials: SECRET } },
      });
      await expect(read(auth)).rejects.toMatchObject({
        message: "'kubernetes.googleServiceAccountCredentials' is not JSON",
      });
    });
  });
});
