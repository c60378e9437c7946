import { createPrivateKey, X509Certificate } from 'node:crypto';

/**
 * Turns the base64 of a kubeconfig (`certificate-authority-data` and the like)
 * into PEM. PEM itself is accepted too, since environment variables often hold
 * it as it is.
 *
 * @internal
 */
export function decodePem(value: string): string {
  const text = value.trim();
  return text.startsWith('-----BEGIN')
    ? text
    : Buffer.from(text, 'base64').toString('utf8').trim();
}

/**
 * Says why a text is no PEM certificate (or bundle of them), or returns
 * `undefined` where it is one. The text itself is never repeated.
 *
 * @internal
 */
export function whyNotCertificate(pem: string): string | undefined {
  const blocks = pem.match(
    /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g,
  );
  if (!blocks) {
    return 'holds no PEM certificate';
  }
  const bad = blocks.findIndex(block => {
    try {
      return !new X509Certificate(block);
    } catch {
      return true;
    }
  });
  return bad < 0 ? undefined : `certificate ${bad + 1} in it cannot be read`;
}

/**
 * Says why a certificate and a private key do not make a log-in, or returns
 * `undefined` where they do.
 *
 * @internal
 */
export function whyNotKeyPair(cert: string, key: string): string | undefined {
  try {
    const privateKey = createPrivateKey(key);
    return new X509Certificate(cert).checkPrivateKey(privateKey)
      ? undefined
      : 'the private key does not belong to the certificate';
  } catch {
    return 'the private key cannot be read; expected an unencrypted PEM key';
  }
}
