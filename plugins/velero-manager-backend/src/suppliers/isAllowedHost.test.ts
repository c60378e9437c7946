import { isAllowedHost } from './isAllowedHost';

const allowed = ['api.example.com', '*.k8s.example.com', '10.1.2.3', 'fd00::1'];

describe('isAllowedHost', () => {
  it.each([
    ['https://api.example.com', true],
    ['https://API.example.com:6443', true],
    ['https://api.example.com./', true],
    ['https://a.k8s.example.com', true],
    ['https://a.b.k8s.example.com', true],
    ['https://10.1.2.3', true],
    ['https://0x0a010203', true],
    ['https://167838211', true],
    ['https://[fd00::1]', true],
    ['https://[fd00:0:0::1]:6443', true],
    ['https://k8s.example.com', false],
    ['https://.k8s.example.com', false],
    ['https://xk8s.example.com', false],
    ['https://a.k8s.example.com.evil.org', false],
    ['https://evil.org#.k8s.example.com', false],
    ['https://a.k8s.example.com@evil.org', false],
    ['https://x.api.example.com', false],
    ['https://10.1.2.30', false],
    ['https://[fd00::2]', false],
  ])('%s: %s', (url, expected) => {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    expect(isAllowedHost(host, allowed)).toBe(expected);
  });
});
