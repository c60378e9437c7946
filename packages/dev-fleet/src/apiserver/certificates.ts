import { generate } from 'selfsigned';

/**
 * A certificate authority of a development fleet.
 *
 * @public
 */
export interface CertificateAuthority {
  /** PEM; clients trust it as `certificate-authority-data`. */
  cert: string;
  /** PEM. */
  key: string;
}

/**
 * What a TLS server presents.
 *
 * @public
 */
export interface ServerCertificate {
  cert: string;
  key: string;
}

const ONE_DAY_MS = 24 * 60 * 60 * 1000;
const ONE_YEAR_MS = 365 * ONE_DAY_MS;

/**
 * Makes an authority that one or many servers share. It lives a year in real
 * time, whatever the clock of the fleet says, since clients check real time.
 *
 * @public
 */
export async function createAuthority(): Promise<CertificateAuthority> {
  const made = await generate(
    [{ name: 'commonName', value: 'Velero Manager development fleet' }],
    {
      ...validity(),
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  return { cert: made.cert, key: made.private };
}

/**
 * Issues a certificate for this machine under its local names.
 *
 * @internal
 */
export async function issueServerCertificate(
  authority: CertificateAuthority,
): Promise<ServerCertificate> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...validity(),
    keyType: 'ec',
    algorithm: 'sha256',
    ca: authority,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}

function validity() {
  const now = Date.now();
  return {
    notBeforeDate: new Date(now - ONE_DAY_MS),
    notAfterDate: new Date(now + ONE_YEAR_MS),
  };
}
