import { seriousProblems } from './support/axe';
import { act, actAs, addressOf, passTime, propose, giveStake } from './support/governance';
import { startStudio, type StudioServer } from './support/server';
import { expect, test as base } from './support/test';

/** A server of its own: other specs begin with a chain on which nothing has happened. */
const test = base.extend<object, { studio: StudioServer }>({
  studio: [
    async ({}, use) => {
      const studio = await startStudio();
      await use(studio);
      await studio.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const units = (tokens: number): string => (BigInt(tokens) * 10n ** 18n).toString();

test('a new proposal is reviewed by itself, and the review can be opened, replayed and made again', async ({
  signedIn: page,
  api,
}) => {
  test.setTimeout(120_000);
  await giveStake(api, 'Account 1', 50_000);
  const to = await addressOf(api, 'Account 2');
  const steps = [
    { type: 'spend', asset: 'token', to, amount: units(240_000) },
    { type: 'spend', asset: 'token', to, amount: units(240_001) },
  ];
  const proposalId = await propose(api, 'Pay twice', { category: 'treasury', steps });
  await page.goto(`/governance/proposals/${proposalId}`);
  const review = page.getByRole('region', { name: 'Compliance review' });
  const verdict = review.getByRole('heading', { level: 2 });
  await expect(verdict).toContainText('Objection', { timeout: 20_000 });
  await expect(review.getByText('An opinion for those who vote.', { exact: false })).toBeVisible();
  await expect(review.getByRole('list', { name: 'Findings' })).toContainText(
    'Each would pass alone; together they fail.',
  );
  await expect(
    review.getByText('Made by fixed rules; no language model took part.', { exact: false }),
  ).toBeVisible();
  await review.getByText('The whole review').click();
  await expect(review.getByRole('heading', { name: 'What was not checked' })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  await review.getByRole('link', { name: 'Replay the run' }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await expect(page.getByText('Read and check').first()).toBeVisible();
  await page.goBack();
  await review.getByRole('button', { name: 'Review again' }).click();
  await review.getByText('One earlier review').click();
  await expect(review.getByRole('list', { name: 'Earlier reviews' }).getByRole('link')).toHaveCount(1);

  await page.goto('/governance?tab=agents');
  const setting = page.getByRole('switch', { name: 'Review each new proposal' });
  await expect(setting).toBeChecked();
  await setting.click();
  await expect(setting).not.toBeChecked();
  const quietId = await propose(api, 'Say nothing of it');
  await page.goto(`/governance/proposals/${quietId}`);
  await expect(review.getByText('It has not been reviewed in this workspace.')).toBeVisible();
  await review.getByRole('button', { name: 'Review it' }).click();
  await expect(verdict).toContainText('No objection', { timeout: 20_000 });
  await api.put('/governance/settings', { reviewsNewProposals: true });
});

test('a language model writes the review, and one that is away makes it fail with cause and remedy', async ({
  signedIn: page,
  api,
}) => {
  test.setTimeout(120_000);
  await giveStake(api, 'Account 1', 1_000);
  await api.put('/settings/default-model', { model: 'local/scripted' });
  await page.goto(`/governance/proposals/${await propose(api, 'Meet with a model')}`);
  const review = page.getByRole('region', { name: 'Compliance review' });
  await expect(
    review.getByText('Written by local/scripted on facts from the chain.', { exact: false }),
  ).toBeVisible({ timeout: 20_000 });
  // The scripted model names no verdict, so that of the rules stands.
  await expect(review.getByRole('heading', { level: 2 })).toContainText('No objection');

  await page.goto(`/governance/proposals/${await propose(api, 'Meet and answer with 401')}`);
  await expect(review.getByRole('alert')).toContainText('The review failed', { timeout: 20_000 });
  await expect(review.getByRole('alert')).toContainText('key', { ignoreCase: true });
  await api.put('/settings/default-model', { model: 'builtin/extractive' });
  await review.getByRole('button', { name: 'Review again' }).click();
  await expect(review.getByRole('heading', { level: 2 })).toContainText('No objection', { timeout: 20_000 });
});

test('an agent votes within its policy, its owner sees why, steps in and turns it off', async ({
  signedIn: page,
  api,
}) => {
  test.setTimeout(150_000);
  await giveStake(api, 'Account 1', 5_000);
  await giveStake(api, 'Account 3', 5_000);
  const { id: agentId } = await api.post<{ id: string }>('/agents', { name: 'Warden' });
  await api.post(`/agents/${agentId}/publish`, {});
  await page.goto('/governance?tab=agents');
  await expect(page.getByText('No agent votes yet.')).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Let an agent vote' }).click();
  const dialog = page.getByRole('dialog', { name: 'Let an agent vote' });
  await dialog.getByRole('combobox', { name: 'Agent' }).click();
  await page.getByRole('option', { name: 'Warden' }).click();
  await dialog.getByRole('combobox', { name: 'Account' }).click();
  await expect(page.getByRole('option', { name: 'Guardian (local)' })).toHaveCount(0);
  await page.getByRole('option', { name: 'Account 3 (local)' }).click();
  await dialog.getByRole('combobox', { name: 'Concerns' }).click();
  await page.getByRole('option', { name: 'Abstain' }).click();
  expect(await seriousProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Let it vote' }).click();
  const card = page.getByRole('article', { name: /^Warden/ });
  await expect(card.getByRole('list', { name: 'Policy of Warden' })).toContainText(
    'No objection: vote for; Concerns: abstain; Objection: vote against.',
  );

  const proposalId = await propose(api, 'Meet on Mondays');
  const outside = await propose(api, 'Another category', { category: 'agents' });
  await page.goto(`/governance/proposals/${proposalId}`);
  const waiting = page.getByRole('list', { name: 'Agents that have not voted' });
  await expect(waiting).toContainText('Will vote For in 2 d', { timeout: 20_000 });
  await passTime(page, '48 hours');
  await passTime(page, 'One minute');
  await expect(page.getByText('Nobody has voted yet.')).toBeVisible();
  // Other proposals of this chain are open too, and the policy allows three votes in 24 hours.
  await passTime(page, 'One day');
  await passTime(page, 'One day');
  const votes = page.getByRole('list', { name: 'Votes', exact: true });
  await expect(votes).toContainText('agent Warden', { timeout: 20_000 });
  await expect(votes).toContainText(/Run [0-9A-Z]{26} of agent/);
  expect(await seriousProblems(page)).toEqual([]);
  await votes.getByRole('link', { name: 'Replay' }).click();
  await expect(page.getByText('Side by policy').first()).toBeVisible();

  await page.goto('/governance?tab=agents');
  const last = card.getByRole('list', { name: 'Last votes of Warden' });
  await expect(last).toContainText('Voted For.');
  await expect(last).toContainText('Its policy does not cover the category agents.');
  expect(outside).not.toBe('');

  await propose(api, 'Meet on Tuesdays');
  await last.getByRole('button', { name: 'Do not vote: Meet on Tuesdays' }).click({ timeout: 20_000 });
  await expect(last).toContainText('Somebody stepped in.');
  await card.getByRole('switch', { name: 'Warden votes' }).click();
  await expect(card.getByText('turned off')).toBeVisible();

  await page.goto('/settings/audit');
  const log = page.getByRole('table');
  await expect(log.getByRole('row', { name: /Warden.*Cast agent vote/ }).first()).toBeVisible();
  await expect(log.getByRole('row', { name: /Set voting agent/ }).first()).toBeVisible();
  await page.goto('/governance?tab=agents');
  await card.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Take it away' }).click();
  await expect(page.getByText('No agent votes yet.')).toBeVisible();
});

test('the guardian pauses payments, which opens the reserve to a vote, and ends the pause', async ({
  signedIn: page,
  api,
}) => {
  test.setTimeout(120_000);
  await giveStake(api, 'Account 1', 2_000);
  await page.goto('/governance/new');
  await actAs(page, 'Account 1');
  await page.getByRole('textbox', { name: 'Title' }).fill('Repair the roof');
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Pay from the treasury' }).click();
  await page.getByRole('textbox', { name: 'Recipient' }).fill(await addressOf(api, 'Account 2'));
  await page.getByRole('textbox', { name: 'Amount' }).fill('480,001');
  await expect(page.getByText('That would touch the reserve of', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: 'Amount' }).fill('5,000');
  await expect(page.getByText('The reserve of 120,000 CDX is not touched.', { exact: false })).toBeVisible();
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Pay from the reserve' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Water comes in');
  await expect(
    page.getByText('It works only while the guardian pauses payments', { exact: false }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByText('would fail: ExpiringPauseInactive', { exact: false })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  await page.goto('/governance?tab=treasury');
  await expect(page.getByRole('heading', { name: 'The reserve' })).toBeVisible();
  const pauses = page.getByRole('list', { name: 'What can be paused' });
  await expect(pauses).toContainText('Guardian and a proposal may pause it.');
  await expect(pauses.getByRole('button')).toHaveCount(0);
  await actAs(page, 'Guardian');
  await pauses.getByRole('button', { name: 'Pause payments' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click();
  const banner = page.getByRole('status').filter({ hasText: 'Payments are paused.' });
  await expect(banner).toContainText(/It ends by itself in 1[34] d/);
  await expect(pauses).toContainText('Paused until');
  expect(await seriousProblems(page)).toEqual([]);

  await page.goto('/governance/new');
  await expect(banner).toBeVisible();
  await actAs(page, 'Account 1');
  await page.getByRole('textbox', { name: 'Title' }).fill('Repair the roof');
  await page.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'Emergency' }).click();
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Pay from the reserve' }).click();
  await page.getByRole('textbox', { name: 'Recipient' }).fill(await addressOf(api, 'Account 2'));
  await page.getByRole('textbox', { name: 'Amount' }).fill('5,000');
  await page.getByRole('textbox', { name: 'Reason' }).fill('Water comes in');
  await expect(page.getByText('It works while the pause of payments lasts.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByText('would work')).toBeVisible();
  await page.getByRole('button', { name: 'Propose' }).click();
  await expect(page.locator('#main').getByRole('heading', { name: 'Repair the roof' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Compliance review' })).toContainText(
    'the guardian has declared an emergency',
    { timeout: 20_000 },
  );

  await page.goto('/governance?tab=treasury');
  await actAs(page, 'Guardian');
  await pauses.getByRole('button', { name: 'End the pause' }).click();
  await expect(banner).toBeHidden();
  await expect(pauses).toContainText(/The last pause is too recent: the next is possible in 1[34] d/);
  await expect(pauses.getByRole('button', { name: 'Pause payments' })).toBeDisabled();
  await act(api, 'Guardian', { type: 'pause', contract: 'stakes' });
  await page.goto('/governance?tab=stake');
  await expect(page.getByText('New stake is paused.')).toBeVisible();
  await act(api, 'Guardian', { type: 'unpause', contract: 'stakes' });
});
