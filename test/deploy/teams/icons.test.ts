import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readPng } from './support/read-png.ts';

const icon = (name: string) =>
  readPng(readFileSync(new URL(`../../../deploy/teams/${name}`, import.meta.url)));

describe('the icons of the Teams app', () => {
  it('have a colour one of 192 by 192 pixels that fills its square', () => {
    const { width, height, hasAlpha, pixels } = icon('color.png');
    assert.deepEqual([width, height], [192, 192]);
    assert.ok(!hasAlpha || pixels.every(([, , , alpha]) => alpha === 255));
    const background = [0x0b, 0x6b, 0x73];
    for (const corner of [0, 191, 191 * 192, 192 * 192 - 1]) assert.deepEqual(pixels[corner], background);
    assert.ok(pixels.some(([red, green, blue]) => red === 255 && green === 255 && blue === 255));
  });

  it('have an outline of 32 by 32 pixels that is white on transparent ground', () => {
    const { width, height, hasAlpha, pixels } = icon('outline.png');
    assert.deepEqual([width, height, hasAlpha], [32, 32, true]);
    const visible = pixels.filter(([, , , alpha]) => alpha !== 0);
    assert.deepEqual(
      visible.filter(([red, green, blue]) => red !== 255 || green !== 255 || blue !== 255),
      [],
    );
    assert.ok(visible.length > 100, `${visible.length} pixels are drawn`);
    assert.ok(pixels.length - visible.length > 500, `${pixels.length - visible.length} are transparent`);
    assert.ok(visible.filter(([, , , alpha]) => alpha === 255).length > 80);
  });

  it('are drawn to the edge in the outline, as Teams adds no room of its own', () => {
    const { pixels } = icon('outline.png');
    const columns = pixels.flatMap(([, , , alpha], at) => (alpha ? [at % 32] : []));
    assert.deepEqual([Math.min(...columns), Math.max(...columns)], [0, 31]);
  });
});
