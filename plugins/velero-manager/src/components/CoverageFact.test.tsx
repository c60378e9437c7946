import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { EntityReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import { screen } from '@testing-library/react';
import {
  coverage,
  entityReport,
  protection,
  unit,
} from '../__fixtures__/reports';
import { CoverageFact } from './CoverageFact';

const GIB = 2 ** 30;
const now = new Date();
const noPath = unit('cache', {
  protection: protection('DEGRADED'),
  dataPath: 'none',
  lastGoodAt: null,
});
const objects = unit('shop', {
  kind: 'objects',
  dataPath: null,
  protection: protection('UNPROTECTED'),
  lastGoodAt: null,
});
const pending = unit('db', {
  kind: 'postgresql',
  dataPath: null,
  protection: protection('PENDING'),
  lastGoodAt: null,
});
const exempt = unit('scratch', {
  protection: protection('EXEMPT'),
  lastGoodAt: null,
});

const cases: [string, string, Partial<EntityReport>][] = [
  [
    'what is left out of those that need a backup',
    '7 of 8; volume “cache” has no data path',
    { coverage: coverage(7, 8), units: [unit('data'), noPath, exempt] },
  ],
  [
    'the worst first, and how many more',
    '1 of 4; the objects in “shop”: unprotected and 2 more',
    {
      coverage: coverage(1, 4),
      units: [noPath, unit('data'), pending, objects],
    },
  ],
  [
    'that it may be more',
    'At least 1 of 2; PostgreSQL “db”: unknown',
    {
      coverage: coverage(1, 2, { atLeast: true }),
      units: [
        unit('data'),
        unit('db', { kind: 'postgresql', protection: protection('UNKNOWN') }),
      ],
    },
  ],
  ['no gap where there is none', '8 of 8', { coverage: coverage(8, 8) }],
  [
    'how much of the data is left out',
    '1 of 2; volume “cache” has no data pathVolumes: 1 of 2, 10 GiB of 510 GiB',
    {
      units: [unit('data'), noPath],
      coverage: coverage(1, 2, {
        volumes: {
          protected: 1,
          needed: 2,
          protectedBytes: 10 * GIB,
          neededBytes: 510 * GIB,
        },
      }),
    },
  ],
  [
    'that nothing is needed',
    'All of it is exempt',
    { coverage: coverage(0, 0), units: [exempt] },
  ],
  [
    'that nothing was found',
    'Nothing to protect was found',
    { coverage: coverage(0, 0), units: [] },
  ],
];

describe('CoverageFact', () => {
  it.each(cases)('says %s', async (_, text, more) => {
    renderInTestApp(<CoverageFact report={entityReport(now, more)} />);
    const fact = await screen.findByRole('region', { name: 'Covered' });
    expect(fact.textContent).toBe(`Covered${text}`);
  });
});
