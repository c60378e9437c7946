import { guardedLookup } from './guardedLookup';

function look(host: string, all: boolean) {
  return new Promise((resolve, reject) => {
    guardedLookup(host, { all }, (error, address) =>
      error ? reject(error) : resolve(address),
    );
  });
}

describe('guardedLookup', () => {
  it.each([true, false])('refuses metadata addresses (all: %s)', async all => {
    await expect(look('169.254.169.254', all)).rejects.toMatchObject({
      code: 'FORBIDDEN_ADDRESS',
    });
  });

  it('lets others pass', async () => {
    expect(await look('127.0.0.1', false)).toBe('127.0.0.1');
    expect(await look('127.0.0.1', true)).toEqual([
      { address: '127.0.0.1', family: 4 },
    ]);
  });
});
