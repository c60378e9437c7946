import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  ApiUnit,
  Remedy,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import {
  entityReport,
  hoursBefore,
  protection,
  unit,
} from '../__fixtures__/reports';
import { UnitList } from './UnitList';

const now = new Date();
const noForm = () => null;

const healthy = unit('data', {
  lastGoodAt: hoursBefore(now, 3),
  protection: protection('HEALTHY', { message: 'Within its objective.' }),
});
const degraded = unit('cache', {
  engine: null,
  dataPath: 'none',
  dataPathRule: 'fs_no_node_agent',
  lastGoodAt: null,
  protection: protection('DEGRADED', {
    reason: 'volume_no_data_path',
    message: 'The schedule skips it.',
  }),
});
const add: Remedy = {
  action: 'add_schedule',
  intent: 'schedule:save',
  values: { cluster: 'prod-1' },
};

const draw = (
  units: ApiUnit[],
  formOf: (r: Remedy) => string | null = noForm,
) =>
  renderInTestApp(
    <UnitList report={entityReport(now, { units })} formOf={formOf} />,
  );

const toggle = (amount: number) =>
  screen.findByRole('button', { name: `What is protected (${amount})` });

const rows = () =>
  screen.getAllByRole('listitem').map(item => item.textContent ?? '');

describe('UnitList', () => {
  it('shows the worst first, with all that is known of each', async () => {
    draw([
      healthy,
      unit('orders-db', {
        kind: 'postgresql',
        engine: 'cloudnative-pg',
        dataPath: null,
        bytes: null,
        isLive: true,
        running: true,
        protection: protection('HEALTHY', { message: 'To any moment.' }),
      }),
      unit('scratch', {
        engine: null,
        dataPath: null,
        lastGoodAt: null,
        protection: protection('EXEMPT', { message: 'Test data.' }),
      }),
      degraded,
      unit('lost', {
        kind: 'virtual-machine',
        dataPath: null,
        bytes: null,
        lastGoodAt: null,
        protection: protection('UNKNOWN', {
          message: 'Nobody knows.',
          lastKnown: { state: 'HEALTHY', message: 'All was good.' },
        }),
      }),
    ]);
    expect(await toggle(5)).toHaveAttribute('aria-expanded', 'true');
    expect(rows()).toEqual([
      'DegradedVolume “cache”no data path · 10 GiB · no good backupThe schedule skips it.To do: Install the node agent.',
      'UnknownVirtual machine “lost”Velero · last good backup not knownNobody knows.Last known: Healthy. All was good.',
      'HealthyVolume “data”Velero · files copied by the node agent · 10 GiB · last good 3 hr. agoWithin its objective.',
      'HealthyPostgreSQL “orders-db”CloudNativePG · last good up to a few minutes ago · backup runningTo any moment.',
      'ExemptVolume “scratch”10 GiBTest data.',
    ]);
  });

  it('explains each verdict', async () => {
    const user = userEvent.setup();
    draw([healthy, degraded]);
    await user.click(
      await screen.findByRole('button', {
        name: 'What does this mean? Volume “cache”: Degraded',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('volume_no_data_path')).toBeVisible();
  });

  it.each([
    [
      'all is well',
      [healthy, unit('new', { protection: protection('PENDING') })],
    ],
    [
      'the one unit says what the verdict above says',
      [unit('data', { protection: entityReport(now).protection })],
    ],
  ])('is closed while %s, until somebody opens it', async (_, units) => {
    const user = userEvent.setup();
    draw(units);
    const button = await toggle(units.length);
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    await user.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(rows()).toHaveLength(units.length);
  });

  it('does not say twice what the verdict above says', async () => {
    const user = userEvent.setup();
    const report = entityReport(now, { units: [healthy] });
    const { message } = report.protection;
    draw([
      { ...healthy, protection: report.protection },
      unit('other', {
        protection: protection('HEALTHY', { message: 'Its own.' }),
      }),
    ]);
    await user.click(await toggle(2));
    expect(rows()[0]).not.toContain(message);
    expect(rows()[1]).toContain('Its own.');
  });

  it('opens when something goes wrong, and stays open when it is mended', async () => {
    const user = userEvent.setup();
    function Live() {
      const [isBroken, setIsBroken] = useState(false);
      const report = entityReport(now, {
        units: isBroken ? [healthy, degraded] : [healthy, unit('cache')],
      });
      return (
        <>
          <button onClick={() => setIsBroken(!isBroken)}>event</button>
          <UnitList report={report} formOf={noForm} />
        </>
      );
    }
    renderInTestApp(<Live />);
    const button = await toggle(2);
    const event = screen.getByText('event');
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await user.click(event);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    await user.click(event);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    await user.click(button);
    await user.click(event);
    expect(button).toHaveAttribute('aria-expanded', 'false');
  });

  it('says where units are only if they are in several places', async () => {
    draw([
      degraded,
      unit('a', { namespace: 'carts' }),
      unit('shop', { kind: 'objects', cluster: 'prod-2' }),
    ]);
    await toggle(3);
    const [, volume, objects] = rows();
    expect(volume).toContain('namespace carts · cluster prod-1 · ');
    expect(objects).toContain('cluster prod-2');
    expect(objects).not.toContain('namespace');
  });

  it('shortens long lists', async () => {
    const user = userEvent.setup();
    const units = Array.from({ length: 49 }, (_, index) =>
      unit(`data-${index}`, { id: `${index}` }),
    );
    draw([...units, degraded]);
    const more = await screen.findByRole('button', { name: 'Show all 50' });
    expect(rows()).toHaveLength(5);
    expect(rows()[0]).toContain('cache');
    await user.click(more);
    expect(rows()).toHaveLength(50);
    await user.click(screen.getByRole('button', { name: 'Show fewer' }));
    expect(rows()).toHaveLength(5);
  });

  it.each([
    ['form', () => '/create/add', [degraded, unit('a')], 'Add schedule'],
    [
      'form of the cluster among several',
      () => '/create/add',
      [degraded, unit('a', { cluster: 'prod-2' })],
      'Add schedule in “prod-1”',
    ],
  ])('leads to the %s that mends it', async (_, formOf, units, name) => {
    draw([{ ...units[0], remedy: add }, ...units.slice(1)], formOf);
    expect(await screen.findByRole('link', { name })).toHaveAttribute(
      'href',
      '/create/add',
    );
    expect(screen.queryByText(/^To do:/)).toBeNull();
  });

  it('says once what is to do for several', async () => {
    const formOf = () => '/create/add';
    const mended = { ...degraded, remedy: add };
    draw(
      [
        { ...mended, id: 'a' },
        { ...degraded, id: 'b' },
        { ...degraded, id: 'c' },
      ],
      formOf,
    );
    expect(await screen.findAllByRole('link')).toHaveLength(1);
    expect(screen.getAllByText(/^To do:/)).toHaveLength(1);
  });

  it.each([
    ['no form may be used', noForm, [unit('data')]],
    ['the card offers the form by itself', () => '/create/add', []],
  ])('says in words what mends it where %s', async (_, formOf, others) => {
    draw([{ ...degraded, remedy: add }, ...others], formOf);
    expect(await screen.findByText(/^To do:/)).toBeVisible();
    expect(screen.queryAllByRole('link')).toEqual([]);
  });
});
