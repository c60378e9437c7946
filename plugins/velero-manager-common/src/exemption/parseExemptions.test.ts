import fc from 'fast-check';
import { parseExemptions } from './parseExemptions';

const amelia = 'user:default/amelia';

const entry = (changes: Record<string, string> = {}) => {
  const fields: Record<string, string> = {
    scope: '{ namespace: shop }',
    reason: 'It holds nothing.',
    approver: amelia,
    expires: '2027-03-31',
    ...changes,
  };
  const lines = Object.entries(fields).map(([key, text]) => `${key}: ${text}`);
  return `  - ${lines.join('\n    ')}\n`;
};
const file = (...entries: string[]) => `exemptions:\n${entries.join('')}`;

describe('parseExemptions', () => {
  it('reads the scope, the reason, who decided and until when', () => {
    const scope =
      '{ environment: production, cluster: prod-01.eu, namespace: shop, claims: [cache, tmp] }';
    expect(
      parseExemptions(
        file(
          entry({ scope }),
          entry({ expires: 'never' }),
          entry({ expires: "'2027-03-31T12:00:00+02:00'" }),
        ),
      ),
    ).toEqual({
      exemptions: [
        {
          environment: 'production',
          cluster: 'prod-01.eu',
          namespace: 'shop',
          claims: ['cache', 'tmp'],
          reason: 'It holds nothing.',
          approver: amelia,
          expiresAt: '2027-03-31T00:00:00.000Z',
        },
        expect.objectContaining({
          environment: null,
          cluster: null,
          claims: null,
          expiresAt: null,
        }),
        expect.objectContaining({ expiresAt: '2027-03-31T10:00:00.000Z' }),
      ],
      problems: [],
    });
  });

  it.each(['', '# nothing yet\n', 'exemptions: []'])(
    'grants nothing where nothing stands: %j',
    text => {
      expect(parseExemptions(text)).toEqual({ exemptions: [], problems: [] });
    },
  );

  it.each<[string, Record<string, string>, string]>([
    ['no namespace', { scope: '{}' }, 'scope.namespace must be'],
    ['a pattern', { scope: "{ namespace: '*' }" }, 'scope.namespace must be'],
    [
      'a misspelt field',
      { scope: '{ namespace: shop, claim: [a] }' },
      'scope has fields that are not known: "claim"',
    ],
    [
      'no claim',
      { scope: '{ namespace: shop, claims: [] }' },
      'must name a claim, or be left out',
    ],
    ['no reason', { reason: "' '" }, 'reason must not be empty'],
    ['nobody who decided', { approver: 'null' }, 'approver must be a text'],
    ['no end', { expires: 'null' }, 'expires must be a date such as'],
    ['no such day', { expires: '2027-02-30' }, 'expires must be a date'],
    ['an end in words', { expires: 'soon' }, 'expires must be a date'],
    ['an unknown field', { until: '2027-03-31' }, 'not known: "until"'],
  ])('grants nothing for %s, and reads the others', (_, changes, message) => {
    const read = parseExemptions(file(entry(), entry(changes)));
    expect(read.exemptions).toHaveLength(1);
    expect(read.problems).toEqual([
      {
        line: expect.any(Number),
        message: expect.stringContaining(`exemption 2`),
      },
    ]);
    expect(read.problems[0].message).toContain(message);
    expect(read.problems[0].line).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ['no list', 'exemptions: yes', "must have a list 'exemptions'"],
    ['a misspelt list', 'exemption: []', "must have a list 'exemptions'"],
    ['no map', '- a', 'must be an object'],
    ['two documents', 'exemptions: []\n---\nexemptions: []', 'one document'],
    ['no YAML', 'exemptions: [', 'is not valid YAML'],
  ])('grants nothing for a file with %s', (_, text, message) => {
    expect(parseExemptions(text)).toEqual({
      exemptions: [],
      problems: [
        {
          line: expect.any(Number),
          message: expect.stringContaining(message),
        },
      ],
    });
  });

  it('never throws, and grants nothing without a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        for (const whole of [text, `exemptions: ${text}`]) {
          expect(parseExemptions(whole).exemptions).toEqual([]);
        }
      }),
    );
  });
});
