import { getEventListeners } from 'node:events';
import { AbortRelay } from './AbortRelay';

describe('AbortRelay', () => {
  it('aborts with its source, for the same reason', () => {
    const source = new AbortController();
    const relay = AbortRelay.of(source.signal);
    expect(relay.signal.aborted).toBe(false);
    const reason = new Error('the replica stops');
    source.abort(reason);
    expect(relay.signal.reason).toBe(reason);
    expect(AbortRelay.of(source.signal).signal.reason).toBe(reason);
  });

  it('aborts alone, and leaves nothing on its source once it has ended', () => {
    const source = new AbortController();
    const relay = AbortRelay.of(source.signal);
    relay.abort();
    expect([relay.signal.aborted, source.signal.aborted]).toEqual([
      true,
      false,
    ]);
    relay.end();
    expect(getEventListeners(source.signal, 'abort')).toEqual([]);
  });
});
