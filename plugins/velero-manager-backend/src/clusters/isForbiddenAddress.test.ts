import { isForbiddenAddress } from './isForbiddenAddress';

describe('isForbiddenAddress', () => {
  it.each([
    // as resolvers give addresses, beside what `parseApiServerUrl` tries
    ['fe80::1%eth0', true],
    ['169.254.169.254', true],
    ['::ffff:169.254.169.254', true],
    ['0.0.0.1', true],
    ['instance-data', true],
    ['METADATA.', true],
    ['10.0.0.1', false],
    ['fd00::1', false],
    ['127.0.0.1', false],
    ['metadata.example.com', false],
    ['', false],
  ])('%s: %s', (host, expected) => {
    expect(isForbiddenAddress(host)).toBe(expected);
  });
});
