import { findProxy, parseProxyUrl } from './findProxy';

const HTTPS_PROXY = 'http://proxy.example.com:3128';

describe('findProxy', () => {
  it.each([
    ['https://api.example.com', 'other.com', true],
    ['https://api.example.com', '', true],
    ['https://api.example.com', 'example.com', false],
    ['https://example.com', 'example.com', false],
    ['https://notexample.com', 'example.com', true],
    ['https://api.example.com', '.example.com', false],
    ['https://example.com', '.example.com', true],
    ['https://api.example.com', '*.example.com', false],
    ['https://api.example.com', ' other.com , EXAMPLE.com ', false],
    ['https://api.example.com', '*', false],
    ['https://api.example.com:6443', 'api.example.com:6443', false],
    ['https://api.example.com', 'api.example.com:443', false],
    ['https://api.example.com:6443', 'api.example.com:443', true],
    ['https://10.1.2.3:6443', '10.0.0.0/8', false],
    ['https://11.1.2.3:6443', '10.0.0.0/8', true],
    ['https://10.1.2.3:6443', '10.1.2.3', false],
    ['https://10.1.2.3:6443', '10.1.2.3/99,10.1.2.3/x', true],
    ['https://[fd00::7]:6443', 'fd00::/8', false],
    ['https://[fd00::7]:6443', 'fd00::7', false],
    ['https://[fd00::7]:6443', '[fd00::7]:6443', false],
    ['https://[fd00::7]:6443', '[fd00::7]:443', true],
    ['https://localhost:6443', '', false],
    ['https://127.0.0.1:6443', '', false],
    ['https://[::1]:6443', '', false],
    ['http://127.0.0.1:8001', '', false],
  ])('%s but for %j: %s', (url, NO_PROXY, expected) => {
    const proxy = findProxy(url, { HTTPS_PROXY, NO_PROXY });
    expect(proxy).toBe(expected ? HTTPS_PROXY : null);
  });

  it('takes lower-case names too, and none where there is none', () => {
    const url = 'https://api.example.com';
    expect(findProxy(url, { https_proxy: HTTPS_PROXY })).toBe(HTTPS_PROXY);
    const excepted = { https_proxy: HTTPS_PROXY, no_proxy: 'example.com' };
    expect(findProxy(url, excepted)).toBeNull();
    expect(findProxy(url, { HTTP_PROXY: HTTPS_PROXY })).toBeNull();
    expect(findProxy(url, {})).toBeNull();
  });
});

describe('parseProxyUrl', () => {
  it.each(['socks5://hunter2@x', 'proxy.example.com:3128', '', 'http://'])(
    'refuses %s',
    value => {
      const parsed = parseProxyUrl(value);
      expect(parsed).toEqual({
        ok: false,
        reason: expect.stringContaining('must be the URL of an HTTP proxy'),
      });
      expect(JSON.stringify(parsed)).not.toContain('hunter2');
    },
  );

  it.each(['http://proxy.example.com:3128/', 'https://me:pw@proxy/'])(
    'accepts %s',
    value => expect(parseProxyUrl(value)).toEqual({ ok: true, value }),
  );
});
