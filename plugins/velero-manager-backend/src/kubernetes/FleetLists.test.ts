import { settle } from './__testUtils__/FakeClock';
import { FleetLists } from './FleetLists';

describe('FleetLists', () => {
  const { signal } = new AbortController();

  it('receives a list only once there is room for it', async () => {
    let makeRoom = () => {};
    const lists = FleetLists.create({
      received: 2,
      room: () =>
        new Promise(resolve => {
          makeRoom = resolve;
        }),
    });
    const received = jest.fn();
    const leaving = lists.receive(signal).then(leave => {
      received();
      return leave;
    });
    await settle();
    expect(received).not.toHaveBeenCalled();
    expect(lists.free).toBe(1);
    makeRoom();
    const leave = await leaving;
    leave();
    expect(lists.free).toBe(2);
  });

  it('gives its turn back where nobody waits for room any more', async () => {
    const leaving = new AbortController();
    const lists = FleetLists.create({
      received: 1,
      room: aborted =>
        new Promise((_, reject) => {
          aborted.addEventListener('abort', () => reject(aborted.reason));
        }),
    });
    const waiting = lists.receive(leaving.signal);
    await settle();
    leaving.abort(new Error('no time'));
    await expect(waiting).rejects.toThrow('no time');
    expect(lists.free).toBe(1);
  });
});
