import { describe, expect, it } from '@jest/globals';
import { shownSize } from './shown-size.js';

describe('the space of an image', () => {
  it.each([
    ['as large as the image', { width: 200, height: 100 }, { width: 200, height: 100 }],
    ['no wider than a line', { width: 3_200, height: 1_600 }, { width: 320, height: 160 }],
    ['no higher than some lines', { width: 1_300, height: 2_600 }, { width: 130, height: 260 }],
    ['large enough to point at', { width: 1, height: 65_535 }, { width: 48, height: 260 }],
    ['of one shape where the pixels are not known', {}, { width: 240, height: 180 }],
  ])('is %s', (_, pixels, size) => {
    expect(shownSize(pixels)).toEqual(size);
  });
});
