import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExplainButton } from './ExplainButton';

const open = async () => {
  const user = userEvent.setup();
  await user.click(
    await screen.findByRole('button', { name: /^What does this mean\?/ }),
  );
  return { user, dialog: within(await screen.findByRole('dialog')) };
};

describe('ExplainButton', () => {
  it('tells what a state and its reason mean and what to do, until it is closed', async () => {
    renderInTestApp(
      <ExplainButton
        kind="protection"
        what="Volume “pages”"
        state="DEGRADED"
        reason="longhorn_volume_detached"
        dataPath={{ rule: 'fs_no_pod', message: 'No pod uses it.' }}
      />,
    );
    const { user, dialog } = await open();
    expect(
      screen.getByRole('dialog', {
        name: 'What does this mean? Volume “pages”: Degraded',
      }),
    ).toBeVisible();
    expect(dialog.getByText(/^It could be restored, and/)).toBeVisible();
    expect(dialog.getByText('longhorn_volume_detached')).toBeVisible();
    expect(dialog.getByText(/attached nowhere/)).toBeVisible();
    expect(dialog.getByText(/^Turn on the setting/)).toBeVisible();
    expect(dialog.getByText('No pod uses it.')).toBeVisible();

    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(
      screen.getByRole('button', { name: /^What does this mean\?/ }),
    ).toHaveFocus();
  });

  it('says of a volume without a data path what the rule asks for', async () => {
    renderInTestApp(
      <ExplainButton
        kind="protection"
        what="Volume “cache”"
        state="DEGRADED"
        reason="volume_no_data_path"
        dataPath={{ rule: 'fs_no_node_agent', message: 'It is missing.' }}
      />,
    );
    const { dialog } = await open();
    expect(dialog.getByText('Install the node agent.')).toBeVisible();
  });

  it('has nothing to do where all is well', async () => {
    renderInTestApp(
      <ExplainButton kind="sync" what="Sync" state="SYNCED" reason="synced" />,
    );
    const { dialog } = await open();
    expect(dialog.getByText('What Git says is what runs.')).toBeVisible();
    expect(dialog.getByText('synced')).toBeVisible();
    expect(dialog.queryByText('What to do')).toBeNull();
  });

  it('tells what is known of a state for a reason of a newer backend', async () => {
    renderInTestApp(
      <ExplainButton
        kind="protection"
        what="Protection"
        state="PAUSED"
        reason="not_made_up_yet"
      />,
    );
    const { dialog } = await open();
    expect(dialog.getByText(/^Somebody paused/)).toBeVisible();
    expect(dialog.queryByText('Reason')).toBeNull();
  });
});
