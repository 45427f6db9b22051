import { jest } from '@jest/globals';
import { inChromium } from '../../../support/chromium.ts';
import { armed, look, PATIENCE_MS, picture, type ReviewDesk, withReviewDesk } from '../../../support/review-desk.ts';
import { until } from '../../../support/until.ts';

jest.setTimeout(240_000);

inChromium('the pages of reviewing', () => {
  let desk: ReviewDesk;
  withReviewDesk((opened) => {
    desk = opened;
  });

  test('photos grow, turn, brighten and move by keys, each by itself', async () => {
    await desk.fill('turned');
    const { page } = await desk.reviewer();
    await armed(page);
    const style = (photo: number) =>
      page.evaluate<string>(`document.querySelectorAll('[data-photo] img')[${photo}].getAttribute('style') ?? ''`);
    for (const key of ['r', 'r', '+', '+', '.', '.', '.']) await page.keyboard.press(key);
    expect(await style(0)).toMatch(/rotate\(180deg\) scale\(1\.96\); filter: brightness\(2\.46/);
    const before = await style(0);
    await page.keyboard.press('ArrowUp');
    expect(await style(0)).not.toBe(before);
    await look(page, 'turned');
    await page.keyboard.press('v');
    await page.keyboard.press('r');
    expect(await style(1)).toContain('rotate(90deg)');
    await page.keyboard.press('f');
    expect(await style(1)).toContain('rotate(0deg) scale(1)');
    expect(await style(0)).toContain('rotate(180deg)');
    // Keys switched off are everybody else's again.
    await page.getByText('Keys', { exact: true }).click();
    await page.getByLabel('Answer by keys').uncheck();
    await page.keyboard.press('1');
    await page.keyboard.press('v');
    expect(await page.locator('.review-photo.active').count()).toBe(1);
    expect(await desk.answers()).toEqual([]);
  });

  test('keys are found by their place where a Cyrillic layout is set', async () => {
    await desk.fill('note');
    const { page } = await desk.reviewer('/console/review', {}, 'ru');
    await armed(page);
    await page.evaluate(
      `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'т', code: 'KeyN', bubbles: true }))`,
    );
    await until(async () => (await desk.answers()).length === 1, PATIENCE_MS);
    expect(await desk.answers()).toEqual(['not-a-ballot']);
  });

  test('a wheel, a double click and a hand that pulls do the same', async () => {
    await desk.fill('cross');
    const { page } = await desk.reviewer();
    await armed(page);
    await page.waitForSelector('[data-photo]:last-child[data-state=loaded]');
    const image = page.locator('[data-photo] img').last();
    const style = async () => (await image.getAttribute('style')) ?? '';
    const box = await page.locator('[data-frame]').last().boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -100);
    await until(async () => /scale\(1\.18/.test(await style()), PATIENCE_MS);
    await page.mouse.dblclick(x, y);
    expect(await style()).toContain('scale(1)');
    await page.mouse.dblclick(x, y);
    expect(await style()).toContain('scale(2.5)');
    const moved = async () =>
      /translate\(([-\d.]+)px, ([-\d.]+)px/
        .exec(await style())
        ?.slice(1)
        .map(Number) ?? [];
    const [left = 0, top = 0] = await moved();
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 30);
    await page.mouse.up();
    expect(await moved()).toEqual([left + 40, top + 30]);
    // Never pulled out of its frame.
    await page.mouse.down();
    await page.mouse.move(x + 3_000, y);
    await page.mouse.up();
    expect((await moved())[0]).toBeLessThan(box?.width ?? 0);
    // Its tools are one stop of the Tab key, and arrows lead from one to the next.
    const tools = page.getByRole('toolbar', { name: 'Tools for: Photo 2 of 2' });
    await tools.getByRole('button', { name: 'Smaller' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await style()).toContain('rotate(90deg)');
  });

  test('two ballots that look alike lie side by side, the same sides beside each other', async () => {
    const photos = await Promise.all(['same-1', 'same-2', 'same-3', 'same-4'].map(picture));
    await desk.items.add(photos, { kind: 'pair' });
    const { page } = await desk.reviewer();
    await armed(page);
    expect(await page.locator('[data-photo] .review-label').allTextContents()).toEqual([
      'Ballot 1, photo 1',
      'Ballot 2, photo 1',
      'Ballot 1, photo 2',
      'Ballot 2, photo 2',
    ]);
    expect(await page.locator('.review-answers button').allTextContents()).toEqual(['SThe same paper', 'DTwo papers']);
    await page.waitForSelector('[data-photo]:last-child[data-state=loaded]');
    await look(page, 'pair');
    await page.keyboard.press('d');
    await until(async () => (await desk.answers()).join() === 'different', PATIENCE_MS);
  });

  const SIZES = [
    ['desktop-light', { viewport: { width: 1280, height: 860 }, colorScheme: 'light' }, 'en'],
    ['desktop-dark', { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' }, 'ru'],
    ['phone-light', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'light' }, 'be'],
    ['phone-dark', { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' }, 'en'],
  ] as const;

  test.each(SIZES)('every page fits: %s', async (size, options, language) => {
    await desk.fill('cross');
    const { page } = await desk.reviewer('/console/review', options, language);
    await armed(page);
    await page.waitForSelector('[data-photo]:last-child[data-state=loaded]');
    await look(page, `desk-${size}`);
    for (const name of ['practice', 'guide', 'queue']) {
      await page.goto(`${desk.origin}/console/review/${name}`);
      if (name === 'practice') await page.waitForSelector('[data-photo]:last-child[data-state=loaded]');
      if (name === 'guide') {
        await page.evaluate(`document.querySelectorAll('img').forEach((image) => { image.loading = 'eager'; })`);
        await until(() => page.evaluate<boolean>(`[...document.images].every((image) => image.complete)`), PATIENCE_MS);
      }
      await look(page, `${name}-${size}`);
    }
    await page.goto(`${desk.origin}/console/review/practice`);
    await page.waitForSelector('[data-armed]');
    await page.locator('.review-answers button').first().click();
    await page.waitForSelector('.review-answers .box');
    await page.waitForSelector('[data-photo]:last-child[data-state=loaded]');
    await look(page, `feedback-${size}`);
  });

  test('without JavaScript answers are given by buttons, one page after the other', async () => {
    await desk.fill('cross', 'note');
    const { page } = await desk.reviewer('/console/review', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Birch' }).click();
    await page.getByText('Your answer is taken').waitFor();
    await page.getByRole('button', { name: 'Not a ballot' }).click();
    await page.getByText('Nothing to read at the moment').waitFor();
    expect(await desk.answers()).toEqual(['choice:birch', 'not-a-ballot']);
  });
});
