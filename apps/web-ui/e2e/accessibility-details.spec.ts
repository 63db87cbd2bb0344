import { seriousProblemsInBothThemes } from './support/axe';
import { readRepository } from './support/reading';
import { expect, test } from './support/test';

test('a conversation with its steps and a citation has no serious problem', async ({
  signedIn: page,
  api,
  studio,
}) => {
  const read = await readRepository(api, studio.repository, 'Looked at');
  const { id } = await api.post<{ id: string }>('/conversations', {
    partner: { type: 'repository' },
    source: read,
  });
  await api.post(`/conversations/${id}/messages`, { text: 'What opens the gate when it is busy?' });
  await page.goto(`/chat/${id}`);
  await page.getByRole('button', { name: /^Found \d+ passages?/ }).click();
  await expect(page.locator('[data-slot=markdown] [style]').first()).toBeVisible();
  await page
    .getByRole('link', { name: /^Source 1:/ })
    .first()
    .hover();
  await expect(page.locator('[data-slot=citation-passage]')).toBeVisible();
  expect(await seriousProblemsInBothThemes(page)).toEqual([]);
});

test('a knowledge base has no serious problem on any tab', async ({ signedIn: page, api, studio }) => {
  const { knowledgeBaseId } = await readRepository(api, studio.repository, 'Looked at');
  await page.goto(`/knowledge/${knowledgeBaseId}`);
  for (const tab of ['Sources', 'Search', 'Documents', 'Quality', 'Settings']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
    if (tab === 'Search') {
      await page.getByRole('searchbox', { name: /^Search Looked/ }).fill('gate');
      await expect(page.getByRole('list', { name: 'Results' }).getByRole('listitem').first()).toBeVisible();
    }
    expect(await seriousProblemsInBothThemes(page)).toEqual([]);
  }
});

test('files and agents have no serious problem', async ({ signedIn: page, api, studio }) => {
  const { sourceId } = await readRepository(api, studio.repository, 'Looked at');
  await page.goto(`/files/${sourceId}?path=src/open-gate.ts&lines=2-4`);
  await expect(page.locator('[data-marked] [style]').first()).toBeVisible();
  expect(await seriousProblemsInBothThemes(page)).toEqual([]);
  const agent = await api.post<{ id: string }>('/agents', { name: 'Looked at' });
  await page.goto(`/agents/${agent.id}`);
  await expect(page.getByRole('textbox', { name: 'Instructions' })).toBeVisible();
  expect(await seriousProblemsInBothThemes(page)).toEqual([]);
  for (const tab of ['Memory', 'Versions']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
    expect(await seriousProblemsInBothThemes(page)).toEqual([]);
  }
});
