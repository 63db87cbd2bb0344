import { describe, expect, it } from 'vitest';
import { PAGES } from '../../e2e/support/pages';
import { AREAS, SETTINGS_AREA, areaOf } from './areas';

describe('the areas of the studio', () => {
  it('are all looked at by the accessibility checks and in the pictures', () => {
    const covered = PAGES.map(({ path }) => path);
    expect([...AREAS, SETTINGS_AREA].filter(({ href }) => !covered.includes(href))).toEqual([]);
  });

  it('fit into the bottom of a phone', () => {
    expect(AREAS.filter(({ isOnPhone }) => isOnPhone).length).toBeLessThanOrEqual(5);
  });

  it('are found from any page in them', () => {
    expect(areaOf('/flows/01ABC')?.id).toBe('flows');
    expect(areaOf('/')?.id).toBe('home');
    expect(areaOf('/elsewhere')).toBeUndefined();
  });
});
