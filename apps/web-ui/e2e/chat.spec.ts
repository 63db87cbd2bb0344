import type { Api } from './support/api';
import { modelFlow } from './support/flows';
import { readRepository, type ReadRepository } from './support/reading';
import { expect, test } from './support/test';

async function startConversation(api: Api, read: ReadRepository, text: string): Promise<string> {
  const { id } = await api.post<{ id: string }>('/conversations', {
    partner: { type: 'repository' },
    source: read,
  });
  await api.post(`/conversations/${id}/messages`, { text });
  return id;
}

async function startFlowConversation(api: Api): Promise<string> {
  const { id: flowId } = await api.post<{ id: string }>('/flows', { flow: modelFlow('Scripted') });
  await api.post(`/flows/${flowId}/publish`, {});
  const { id } = await api.post<{ id: string }>('/conversations', { partner: { type: 'flow', flowId } });
  return id;
}

test('keeps a conversation, answers again beside the old answer, and branches at a question', async ({
  signedIn: page,
  api,
  studio,
}) => {
  const read = await readRepository(api, studio.repository, 'lantern');
  const id = await startConversation(api, read, 'How long does the pause grow?');
  await page.goto(`/chat/${id}`);
  const messages = page.getByRole('list', { name: 'Messages' });
  await expect(messages.getByRole('link', { name: /^Source 1:/ }).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Message' }).fill('What does a lock offer?');
  await page.keyboard.press('Enter');
  await expect(messages.getByRole('button', { name: 'Answer again' })).toHaveCount(2);

  const question = (text: string) => messages.locator('[data-slot=question]', { hasText: text });
  await page.reload();
  await expect(question('What does a lock offer?')).toBeVisible();
  await messages.getByRole('button', { name: 'Answer again' }).last().click();
  const versions = messages.getByRole('group', { name: 'Versions' });
  await expect(versions.getByText('2/2')).toBeVisible();
  await versions.getByRole('button', { name: 'Version before' }).click();
  await expect(versions.getByText('1/2')).toBeVisible();

  await question('What does a lock offer?').hover();
  await messages.getByRole('button', { name: 'Edit the question' }).last().click();
  await messages.getByRole('textbox', { name: 'Question' }).fill('Who waits for milliseconds?');
  await page.keyboard.press('Enter');
  await expect(question('Who waits for milliseconds?')).toBeVisible();
  await expect(question('What does a lock offer?')).toBeHidden();
  await question('Who waits for milliseconds?').hover();
  await messages.getByRole('button', { name: 'Version before' }).first().click();
  await expect(question('What does a lock offer?')).toBeVisible();
});

test('shows what was searched, row by row', async ({ signedIn: page, api, studio }) => {
  const read = await readRepository(api, studio.repository, 'lantern');
  await page.goto(`/chat/${await startConversation(api, read, 'Who opens the gate?')}`);
  const row = page.getByRole('button', { name: /^Found \d+ passages?/ });
  await row.click();
  await expect(
    page.getByRole('list', { name: 'Steps' }).getByRole('link', { name: /open-gate\.ts/ }),
  ).toBeVisible();
});

test('searches a question that depends on the one before it with the words of that one', async ({
  signedIn: page,
  api,
  studio,
}) => {
  const read = await readRepository(api, studio.repository, 'lantern');
  await page.goto(`/chat/${await startConversation(api, read, 'Who opens the gate?')}`);
  const messages = page.getByRole('list', { name: 'Messages' });
  await expect(messages.getByRole('button', { name: 'Answer again' })).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Message' }).fill('and where is it closed?');
  await page.keyboard.press('Enter');
  await expect(messages).toContainText('Read as a follow-up, with opens, gate from the question before.');
  const row = page.getByRole('button', { name: /^Found \d+ passages?/ }).last();
  await expect(row).toContainText('and where is it closed? opens gate');
});

test('streams, lets the reader scroll up, and stops', async ({ signedIn: page, api }) => {
  await page.goto(`/chat/${await startFlowConversation(api)}`);
  await page.setViewportSize({ width: 900, height: 420 });
  await page.getByRole('textbox', { name: 'Message' }).fill('endless');
  await page.keyboard.press('Enter');
  const messages = page.getByRole('list', { name: 'Messages' });
  await expect(messages).toContainText('The answer arrives one word after the other');
  const stop = page.getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();

  const scroller = page.getByRole('region', { name: 'Conversation' });
  await expect(page.getByRole('button', { name: 'Latest' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Latest' }).click();
  await scroller.hover();
  await page.mouse.wheel(0, -200);
  const top = await scroller.evaluate((element) => element.scrollTop);
  const length = (await messages.textContent())?.length ?? 0;
  await expect.poll(async () => (await messages.textContent())?.length ?? 0).toBeGreaterThan(length + 200);
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(top);

  await stop.click();
  await expect(messages.getByText('Stopped before the answer was whole.')).toBeVisible({ timeout: 2_000 });
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
});

test('goes on streaming after a reload', async ({ signedIn: page, api }) => {
  const id = await startFlowConversation(api);
  await api.post(`/conversations/${id}/messages`, { text: 'endless' });
  await page.goto(`/chat/${id}`);
  const messages = page.getByRole('list', { name: 'Messages' });
  await expect(messages).toContainText('so that it can be watched');
  await page.reload();
  await expect(messages).toContainText(
    'The answer arrives one word after the other, so that it can be watched',
  );
  await page.keyboard.press('Escape');
  await expect(messages.getByText('Stopped before the answer was whole.')).toBeVisible({ timeout: 3_000 });
});

test('starts, renames, finds and deletes a conversation', async ({ signedIn: page, api, studio }) => {
  await readRepository(api, studio.repository, 'lantern');
  await page.goto('/chat');
  await page.getByRole('textbox', { name: 'Message' }).fill('Where is the retry?');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/chat\/[0-9A-Z]{26}$/);
  const list = page.getByRole('list', { name: 'Conversations' });
  await list.getByRole('link', { name: 'Where is the retry?' }).hover();
  await list.getByRole('button', { name: 'Actions for Where is the retry?' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name of the conversation' }).fill('Retries');
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('retries');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('link', { name: 'Retries' }).hover();
  await list.getByRole('button', { name: 'Actions for Retries' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete the conversation' }).click();
  await expect(page).toHaveURL(/\/chat$/);
  await expect(list.getByRole('listitem')).toHaveCount(0);
});

test('talks to an agent and shows its steps', async ({ signedIn: page, api, studio }) => {
  await readRepository(api, studio.repository, 'lantern');
  const agent = await api.post<{ id: string }>('/agents', {
    name: 'Gatekeeper',
    config: { tools: ['search-code'], knowledge: ['source'] },
  });
  await page.goto('/chat');
  await page.getByRole('button', { name: /^Talk to:/ }).click();
  await page.getByRole('option', { name: 'Gatekeeper' }).click();
  await page
    .getByRole('textbox', { name: 'Message' })
    .fill('What happens when the lock of the gate is busy?');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/chat\/[0-9A-Z]{26}$/);
  const messages = page.getByRole('list', { name: 'Messages' });
  await expect(messages.getByRole('link', { name: /^Source 1: .*open-gate\.ts/ }).first()).toBeVisible();
  await expect(messages.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Gatekeeper' })).toHaveAttribute('href', `/agents/${agent.id}`);
  await page.getByRole('textbox', { name: 'Message' }).fill('And how long does the pause grow?');
  await page.keyboard.press('Enter');
  await expect(messages.getByRole('button', { name: 'Answer again' })).toHaveCount(2);
});
