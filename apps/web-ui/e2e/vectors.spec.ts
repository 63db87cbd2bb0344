import { seriousProblems } from './support/axe';
import { readRepository } from './support/reading';
import { expect, test } from './support/test';

test('switches the embedder of a knowledge base and keeps the choice', async ({
  signedIn: page,
  api,
  studio,
}) => {
  const { knowledgeBaseId } = await readRepository(api, studio.repository, 'Switched');
  await page.goto(`/knowledge/${knowledgeBaseId}?tab=settings`);
  const embedders = page.getByRole('radiogroup', { name: 'Vectors' });
  await expect(embedders.getByRole('radio', { name: /^No vectors/ })).toBeChecked();
  await embedders.getByRole('radio', { name: /^Vectors fitted on the sources/ }).click();
  await expect(embedders.getByRole('radio', { name: /^Vectors fitted on the sources/ })).toBeChecked();
  await page.reload();
  await expect(embedders.getByRole('radio', { name: /^Vectors fitted on the sources/ })).toBeChecked();
  await page.getByRole('tab', { name: 'Sources' }).click();
  const source = page.getByRole('article', { name: 'Switched' });
  await expect(source.getByText(/4 files/)).toBeVisible();
  await expect(source.getByText('Vectors could not be made')).toBeHidden();

  await page.getByRole('tab', { name: 'Settings' }).click();
  await embedders.getByRole('radio', { name: /^Ollama/ }).click();
  await expect(page.getByRole('region', { name: 'Vectors' }).getByRole('alert')).toContainText(
    'OLLAMA_EMBEDDING_MODEL',
  );
  await expect(embedders.getByRole('radio', { name: /^Vectors fitted on the sources/ })).toBeChecked();
});

test('says why vectors are missing and makes them on a second try', async ({
  signedIn: page,
  api,
  studio,
}) => {
  const { knowledgeBaseId } = await readRepository(api, studio.repository, 'Refused');
  studio.refuseVectors(true);
  await page.goto(`/knowledge/${knowledgeBaseId}?tab=settings`);
  const http = page.getByRole('radio', { name: /^Embedding server/ });
  await http.click();
  await expect(http).toBeChecked();
  await page.getByRole('tab', { name: 'Sources' }).click();
  const source = page.getByRole('article', { name: 'Refused' });
  const notice = source.getByRole('status').filter({ hasText: 'Vectors could not be made' });
  await expect(notice).toContainText('Answers go on by words alone', { timeout: 30_000 });
  await expect(notice).toContainText('Read the source again');
  expect(await seriousProblems(page)).toEqual([]);
  await page.reload();
  await expect(notice).toBeVisible();

  studio.refuseVectors(false);
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toBeHidden();
  await expect(source.getByText(/4 unchanged/)).toBeVisible();
});
