import { expect as hasty } from '@playwright/test';

/** `expect` for stories of many pages: one slow moment of a busy machine must not end them. */
export const expect = hasty.configure({ timeout: 30_000 });
