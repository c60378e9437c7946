import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isForbiddenAddress } from '../clusters';

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/**
 * `dns.lookup` that refuses a name which leads to a metadata address. Checking
 * the name in the URL is not enough: who owns a name chooses its address, at
 * any time.
 *
 * @internal
 */
export function guardedLookup(
  hostname: string,
  options: LookupOptions,
  callback: Callback,
): void {
  lookup(hostname, options, (error, address, family) => {
    const addresses = Array.isArray(address) ? address : [{ address }];
    if (!error && addresses.some(found => isForbiddenAddress(found.address))) {
      const refusal = new Error('The address is not allowed');
      callback(Object.assign(refusal, { code: 'FORBIDDEN_ADDRESS' }), []);
      return;
    }
    callback(error, address, family);
  });
}
