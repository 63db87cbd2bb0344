/** Signing in with an account at Supabase, against a local server that speaks its password grant. */
import { seriousProblems } from './support/axe';
import { startStudio } from './support/server';
import { startSupabase } from './support/supabase';
import { expect, test } from '@playwright/test';

test('signs in with the password of an account at Supabase', async ({ page }) => {
  test.setTimeout(120_000);
  const password = 'kept by somebody else';
  const supabase = await startSupabase('grace@example.org', password);
  const studio = await startStudio({
    ...supabase.environment,
    CODEXOS_AUTH: 'accounts',
    CODEXOS_IDENTITY_DEFAULT_ROLE: 'executor',
  });
  try {
    await page.goto(studio.origin);
    await page.getByRole('button', { name: 'Continue with Supabase' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in with Supabase' })).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('grace@example.org');
    await page.getByRole('textbox', { name: 'Password' }).fill('guessed');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').first()).toContainText('do not belong together');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Local workspace · executor')).toBeVisible();
  } finally {
    await studio.stop();
    await supabase.stop();
  }
});
