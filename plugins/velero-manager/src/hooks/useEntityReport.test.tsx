import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { FakeApi, refusal } from '../__fixtures__/FakeApi';
import { FakeSignals } from '../__fixtures__/FakeSignals';
import { entityReport, protection } from '../__fixtures__/reports';
import { veleroManagerApiRef } from '../api';
import { useEntityReport } from './useEntityReport';

const now = new Date('2026-11-21T09:00:00Z');
const healthy = entityReport(now);
const critical = entityReport(now, { protection: protection('CRITICAL') });

const pass = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

async function setUp(signals?: FakeSignals) {
  const api = new FakeApi();
  api.report = healthy;
  const wrapper = ({ children }: PropsWithChildren<{}>) =>
    signals ? (
      <TestApiProvider
        apis={[
          [veleroManagerApiRef, api],
          [signalApiRef, signals.api],
        ]}
      >
        {children}
      </TestApiProvider>
    ) : (
      <TestApiProvider apis={[[veleroManagerApiRef, api]]}>
        {children}
      </TestApiProvider>
    );
  const hook = renderHook(({ ref }) => useEntityReport(ref), {
    wrapper,
    initialProps: { ref: 'component:default/shop' },
  });
  await pass(0);
  return { api, ...hook };
}

function setVisibility(state: DocumentVisibilityState) {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => state,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('useEntityReport', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now });
  });
  afterEach(() => {
    Reflect.deleteProperty(document, 'visibilityState');
    jest.useRealTimers();
  });

  it('loads again on a signal that names its subject, without losing the old view', async () => {
    const signals = new FakeSignals();
    const { api, result } = await setUp(signals);
    let answer: (value: typeof critical) => void = () => {};
    api.getEntityReport = () =>
      new Promise(resolve => {
        answer = resolve;
      });

    act(() => signals.send({ subjects: ['subject-shop'], version: 2 }));
    expect(result.current.value).toBe(healthy);
    expect(result.current.loading).toBe(true);

    await act(async () => answer(critical));
    expect(result.current.value).toBe(critical);
  });

  it.each([
    ['another subject', { subjects: ['subject-other'], version: 2 }, 1],
    ['too many subjects to name', { subjects: [], version: 2 }, 2],
    ['something that is no signal', { subjects: 'all' }, 1],
  ])('hears of %s', async (_, message, requests) => {
    const signals = new FakeSignals();
    const { api } = await setUp(signals);
    act(() => signals.send(message));
    await pass(0);
    expect(api.reportRequests).toHaveLength(requests);
  });

  it('misses none of several signals at once', async () => {
    const signals = new FakeSignals();
    const { api } = await setUp(signals);
    act(() => {
      signals.send({ subjects: ['subject-shop'], version: 2 });
      signals.send({ subjects: ['subject-other'], version: 3 });
    });
    await pass(0);
    expect(api.reportRequests).toHaveLength(2);
  });

  it('polls every 30 seconds where there are no signals', async () => {
    const { api } = await setUp();
    await pass(29_999);
    expect(api.reportRequests).toHaveLength(1);
    await pass(1);
    expect(api.reportRequests).toHaveLength(2);
  });

  it('polls while no signal is heard, rarely while some are', async () => {
    const signals = new FakeSignals();
    const { api } = await setUp(signals);
    await pass(30_000);
    expect(api.reportRequests).toHaveLength(2);
    for (let half = 0; half < 9; half += 1) {
      signals.send({ subjects: ['subject-other'], version: half });
      await pass(30_000);
    }
    expect(api.reportRequests).toHaveLength(2);
    signals.send({ subjects: ['subject-other'], version: 10 });
    await pass(30_000);
    expect(api.reportRequests).toHaveLength(3);
  });

  it('does not poll in a hidden tab, and loads when it is shown again', async () => {
    const { api } = await setUp();
    act(() => setVisibility('hidden'));
    await pass(600_000);
    expect(api.reportRequests).toHaveLength(1);
    act(() => setVisibility('visible'));
    await pass(0);
    expect(api.reportRequests).toHaveLength(2);
  });

  it('shows nothing of one entity under the name of another', async () => {
    const { api, result, rerender } = await setUp();
    api.getEntityReport = () => new Promise(() => {});
    rerender({ ref: 'component:default/other' });
    expect(result.current).toMatchObject({ value: undefined, loading: true });
  });

  it('takes the report away when it may not be seen any more', async () => {
    const { api, result } = await setUp();
    api.report = await refusal(403);
    await pass(30_000);
    expect(result.current.value).toBeUndefined();
    expect(result.current.error?.name).toBe('ResponseError');
  });

  it('ends its requests and its subscription with the page', async () => {
    const signals = new FakeSignals();
    const { api, unmount } = await setUp(signals);
    api.getEntityReport = (_, options) => {
      api.reportRequests.push(options!.signal!);
      return new Promise(() => {});
    };
    act(() => signals.send({ subjects: [], version: 2 }));
    unmount();
    await pass(0);
    expect(api.reportRequests[1].aborted).toBe(true);
    expect(signals.listeners).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});
