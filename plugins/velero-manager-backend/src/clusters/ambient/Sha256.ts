import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

/** Text or bytes, as the signer gives them. */
type Data = string | ArrayBuffer | ArrayBufferView;

function bytesOf(data: Data): Uint8Array {
  if (typeof data === 'string') {
    return Buffer.from(data, 'utf8');
  }
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/**
 * SHA-256, or its HMAC where there is a secret, in the form that the signer of
 * AWS asks for.
 *
 * @internal
 */
export class Sha256 {
  readonly #secret: Uint8Array | null;
  #hash: Hash | Hmac;

  constructor(secret?: Data) {
    this.#secret = secret === undefined ? null : bytesOf(secret);
    this.#hash = this.#begin();
  }

  update(data: Data): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#begin();
  }

  #begin(): Hash | Hmac {
    return this.#secret
      ? createHmac('sha256', this.#secret)
      : createHash('sha256');
  }
}
