import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What differs between the themes is colours alone. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** Serious and critical problems of a page, in words. */
export async function seriousProblems(page: Page): Promise<string[]> {
  // The title of a page comes a moment after its content when one goes there from another page.
  await expect(page).toHaveTitle(/\S/);
  return problemsOf(axe(page));
}

/** The same in both themes: everything in the light one, and then what the dark one can change. */
export async function seriousProblemsInBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expect(page.locator('html')).not.toHaveClass(/\bdark\b/);
  const inLight = await seriousProblems(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveClass(/\bdark\b/);
  const inDark = await problemsOf(axe(page).withRules(RULES_OF_COLOUR));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return [...inLight, ...inDark.map((problem) => `in the dark theme, ${problem}`)];
}

/** No page here has frames from elsewhere, so the results need no page of their own to be put together in. */
const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();

async function problemsOf(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join(' | ')}`,
    );
}
