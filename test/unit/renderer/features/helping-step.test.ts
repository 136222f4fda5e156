import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { helpingStep, takeHelpingStep } from '../../../../renderer/features/queue/rows/helping-step.ts';
import { householdPartOf, pageOf } from '../../../../renderer/store/window/page-address.ts';

beforeEach(() => void vi.stubGlobal('window', { location: { hash: '' } }));
afterEach(() => void vi.unstubAllGlobals());

describe('the step that helps with a failed download', () => {
  test('leads from a missing program to Health, which says how to install it', () => {
    takeHelpingStep(helpingStep({ reason: 'tool-missing' }, 'adult'), 'video');
    const hash = `#${window.location.hash}`;
    expect([pageOf(hash), householdPartOf(hash)]).toEqual(['household', 'health']);
  });

  test('leads from a full disk to the library, and from a forbidden folder to the settings', () => {
    takeHelpingStep(helpingStep({ reason: 'disk-full' }, 'adult'), 'video');
    expect(pageOf(`#${window.location.hash}`)).toBe('library');
    takeHelpingStep(helpingStep({ reason: 'no-permission' }, 'adult'), 'video');
    expect(pageOf(`#${window.location.hash}`)).toBe('settings');
  });

  test('offers a child no page that only adults can open', () => {
    expect(helpingStep({ reason: 'tool-missing' }, 'child')).toBe('remove');
    expect(helpingStep({ reason: 'no-permission' }, 'child')).toBe('remove');
    expect(helpingStep({ reason: 'network' }, 'child')).toBe('retry');
  });
});
