import { jest } from '@jest/globals';
import { inChromium } from '../../../support/chromium.ts';
import {
  ahead,
  armed,
  look,
  PATIENCE_MS,
  picture,
  type ReviewDesk,
  withReviewDesk,
} from '../../../support/review-desk.ts';
import { until } from '../../../support/until.ts';

jest.setTimeout(240_000);

inChromium('what can go wrong while reviewing', () => {
  let desk: ReviewDesk;
  withReviewDesk((opened) => {
    desk = opened;
  });

  test('a photo that was destroyed', async () => {
    await desk.items.destroy(await desk.items.add([await picture('cross-1'), await picture('cross-2')]));
    const { page } = await desk.reviewer();
    await page.getByText('it was destroyed. Answer “Unreadable”').first().waitFor();
    await armed(page);
    await look(page, 'destroyed');
    await page.keyboard.press('u');
    await until(async () => (await desk.answers()).join() === 'unreadable', PATIENCE_MS);
  });

  test('an item that was decided meanwhile, one that was answered in another window, and one that lapsed', async () => {
    await desk.fill('cross', 'dark', 'note', 'other');
    const { page } = await desk.reviewer();
    const closed = await armed(page);
    await desk.database.pool.query(`update review_items set state = 'closed', outcome = 'altered' where id = $1`, [
      closed.slice(0, 36),
    ]);
    await page.keyboard.press('1');
    await page.getByText('It was decided or taken back meanwhile').waitFor();
    const twice = await armed(page, closed);
    await desk.database.pool.query(
      `update review_turns set state = 'answered', answer = 'choice:oak' where state = 'held' and item_id = $1`,
      [twice.slice(0, 36)],
    );
    await page.keyboard.press('2');
    await page.getByText('You had answered this one before').waitFor();
    const lapsed = await armed(page, twice);
    await desk.database.pool.query(
      `with t as (update review_turns set state = 'lapsed' where item_id = $1)
       update review_items set taken = wanted where id = $1`,
      [lapsed.slice(0, 36)],
    );
    await page.keyboard.press('3');
    await page.getByText('has gone to somebody else').waitFor();
    await armed(page, lapsed);
    expect(await desk.answers()).toEqual(['choice:oak']);
  });

  test('a server that does not answer for a while: the answer is kept and sent', async () => {
    await desk.fill('cross', 'dark', 'note');
    const { page } = await desk.reviewer();
    await armed(page);
    await ahead(page);
    await page.route('**/console/review/answer', (route) => route.abort());
    await page.keyboard.press('1');
    await page.getByText('Your answer is kept on this page').waitFor();
    expect(await desk.answers()).toEqual([]);
    await page.unroute('**/console/review/answer');
    await until(async () => (await desk.answers()).join() === 'choice:oak', PATIENCE_MS);
    desk.complaints = desk.complaints.filter((line) => !line.includes('ERR_FAILED'));
  });

  test('who is paused while they look is told at the next answer', async () => {
    await desk.fill('cross', 'dark', 'note');
    const { page, visitor } = await desk.reviewer();
    await armed(page);
    await desk.database.pool.query('update reviewers set paused_on = now() where organizer_id = $1', [
      visitor.organizer?.id,
    ]);
    await page.keyboard.press('1');
    await page.getByText('so this answer is not counted').waitFor();
    await page.reload();
    await page.getByText('Your reviewing is paused').waitFor();
    await look(page, 'paused');
  });

  test('a lease that runs out takes its photos off the page', async () => {
    await desk.fill('cross');
    const { page } = await desk.reviewer();
    await armed(page);
    await desk.database.pool.query(`update review_turns set leased_until = now() + interval '7 seconds'`);
    await page.reload();
    await page.getByText('This one was open for too long').waitFor();
    expect(await page.locator('[data-place] img').count()).toBe(0);
    await look(page, 'lapsed');
  });
});
