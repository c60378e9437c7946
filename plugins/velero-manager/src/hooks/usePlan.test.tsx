import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { FakeApi } from '../__fixtures__/FakeApi';
import { planPreview } from '../__fixtures__/changes';
import { veleroManagerApiRef } from '../api';
import { usePlan } from './usePlan';

function setUp(cluster: string) {
  const api = new FakeApi();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApiProvider apis={[[veleroManagerApiRef, api]]}>
      {children}
    </TestApiProvider>
  );
  const hook = renderHook(
    (props: { cluster: string }) => usePlan({ cluster: props.cluster }),
    { wrapper, initialProps: { cluster } },
  );
  const asked = () =>
    api.planRequests.map(([{ intent }]) => String(intent.cluster));
  return { api, asked, ...hook };
}

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

describe('usePlan', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('plans at once, then whenever the form rests', async () => {
    const { asked, rerender, result } = setUp('a');
    await pass(0);
    expect(asked()).toEqual(['a']);
    expect(result.current.state).toMatchObject({ status: 'planned' });

    for (const cluster of ['ab', 'abc', 'abcd']) {
      rerender({ cluster });
      expect(result.current.state).toEqual({ status: 'planning' });
      await pass(399);
    }
    expect(asked()).toEqual(['a']);
    await pass(1);
    expect(asked()).toEqual(['a', 'abcd']);
    expect(result.current.state).toMatchObject({ status: 'planned' });
  });

  it('never shows for one intent what was found for another', async () => {
    const { api, rerender, result, unmount } = setUp('slow');
    let answerSlow = () => {};
    jest.spyOn(api, 'createPlan').mockImplementationOnce(
      () =>
        new Promise(resolve => {
          answerSlow = () => resolve(planPreview({ title: 'slow' }));
        }),
    );
    await pass(0);
    rerender({ cluster: 'fast' });
    await pass(400);
    await act(async () => answerSlow());
    expect(result.current.state).toMatchObject({
      preview: { title: 'Add schedule shop-daily to prod-1' },
    });
    unmount();
    expect(api.planRequests.at(-1)?.[1].aborted).toBe(true);
  });

  it('plans again when asked to', async () => {
    const { api, asked, result } = setUp('a');
    api.plan = new Error('The line is cut');
    await pass(0);
    expect(result.current.state).toMatchObject({
      status: 'failed',
      error: { message: 'The line is cut' },
    });
    api.plan = planPreview();
    act(() => result.current.retry());
    expect(result.current.state).toEqual({ status: 'planning' });
    await pass(0);
    expect(result.current.state).toMatchObject({ status: 'planned' });
    expect(asked()).toEqual(['a', 'a']);
  });
});
