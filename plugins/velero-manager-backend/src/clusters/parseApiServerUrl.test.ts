import { parseApiServerUrl } from './parseApiServerUrl';

describe('parseApiServerUrl', () => {
  it.each([
    ['https://api.example.com:6443', 'https://api.example.com:6443'],
    ['https://api.example.com/', 'https://api.example.com'],
    ['https://API.Example.com:443', 'https://api.example.com'],
    ['https://rancher.example.com/k8s/clusters/c-1/', undefined],
    ['https://10.0.0.7:6443', undefined],
    ['https://[fd00::7]:6443', undefined],
    ['http://localhost:8001', undefined],
    ['http://kind.localhost:8001', undefined],
    ['http://127.0.0.1:8001', undefined],
    ['http://[::1]:8001', undefined],
  ])('accepts %s', (url, expected = url.replace(/\/$/, '')) => {
    expect(parseApiServerUrl(url)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['', 'is not a URL'],
    ['api.example.com:6443', 'https://'],
    ['ftp://api.example.com', 'https://'],
    ['file:///etc/passwd', 'https://'],
    ['https://admin:hunter2@api.example.com', 'user or password'],
    ['https://api.example.com?x=hunter2', "'?'"],
    ['https://api.example.com#x', "'#'"],
    ['http://api.example.com', 'plain http://'],
    ['http://10.0.0.7', 'plain http://'],
    ['http://localhost.example.com', 'plain http://'],
    ['https://169.254.169.254', 'metadata'],
    ['https://169.254.1.1', 'metadata'],
    ['https://2852039166', 'metadata'],
    ['https://0xa9.0xfe.0xa9.0xfe', 'metadata'],
    ['https://[::ffff:169.254.169.254]', 'metadata'],
    ['https://[::ffff:a9fe:a9fe]', 'metadata'],
    ['https://[64:ff9b::169.254.169.254]', 'metadata'],
    ['https://[2002:a9fe:a9fe::1]', 'metadata'],
    ['https://[::169.254.169.254]', 'metadata'],
    ['https://0251.0376.0251.0376', 'metadata'],
    ['https://169.254.43518', 'metadata'],
    ['https://0', 'metadata'],
    ['https://[fd00:ec2::254]', 'metadata'],
    ['https://[fe80::1]', 'metadata'],
    ['https://metadata.google.internal', 'metadata'],
    ['https://Metadata.Google.Internal.', 'metadata'],
    ['https://100.100.100.200', 'metadata'],
    ['https://0.0.0.0', 'metadata'],
    ['https://[::]', 'metadata'],
  ])('refuses %s', (url, words) => {
    const result = parseApiServerUrl(url);
    const reason = result.ok ? 'accepted' : result.reason;
    expect(reason).toContain(words);
    expect(reason).not.toContain('hunter2');
  });
});
