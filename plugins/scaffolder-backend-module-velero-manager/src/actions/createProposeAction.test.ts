import { parse } from 'yaml';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { initiator, runAction } from '../__testUtils__/runAction';
import { hourlyCheckout } from './createIntentAction.examples';
import { createProposeAction } from './createProposeAction';

function setUp() {
  const backend = new FakeBackend();
  return { backend, action: createProposeAction({ service: backend.service }) };
}

describe('createProposeAction', () => {
  it('proposes any intent, as its example says', async () => {
    const { backend, action } = setUp();
    const [{ input, action: id }] = parse(action.examples![0].example).steps;
    expect(id).toBe(action.id);
    const { outputs } = await runAction(action, input);
    expect(outputs).toMatchObject({ result: 'proposed', changeId: 'change-1' });
    expect(backend.proposed).toEqual([
      [
        {
          intent: { kind: 'schedule:save', ...hourlyCheckout },
          planHash: '${{ parameters.planHash }}',
        },
        { credentials: initiator },
      ],
    ]);
  });

  it('writes nothing in a dry run', async () => {
    const { backend, action } = setUp();
    expect(action.supportsDryRun).toBe(true);
    const intent = { kind: 'schedule:save', ...hourlyCheckout };
    const { outputs } = await runAction(action, { intent }, { isDryRun: true });
    expect(outputs.result).toBe('dry_run');
    expect(backend.proposed).toEqual([]);
  });

  it('leaves it to the backend to refuse what is no intent', async () => {
    const { action } = setUp();
    await expect(
      runAction(action, { intent: { kind: 'cluster:explode' } }),
    ).rejects.toThrow(/cluster:explode.*schedule:save/);
    await expect(runAction(action, { intent: {} })).rejects.toThrow(
      'requires property "kind"',
    );
  });
});
