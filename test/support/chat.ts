import type { DeliveryResult } from '../../bots/playground/shown.ts';
import type { Heard, Phone } from '../../scripts/simulate/phone.ts';
import { until } from './until.ts';

const PATIENCE_MS = 20_000;

/** A person who reads before they tap: each act waits for the question that it answers. */
export class Chat {
  private since = 0;

  constructor(readonly phone: Phone) {}

  /** Does something, and expects the bot to have taken it. */
  async act(what: (phone: Phone) => Promise<DeliveryResult>): Promise<void> {
    this.since = this.phone.heard.length;
    const { status } = await what(this.phone);
    if (status !== 'accepted') throw new Error(`what a person did was ${status}`);
  }

  /** The newest message since the last act that has this button (its data, or what it does). */
  async asked(button: string): Promise<Heard> {
    return until(
      () =>
        this.phone.heard
          .slice(this.since)
          .findLast(({ buttons }) => buttons.some(({ data, does }) => data === button || does === button)),
      PATIENCE_MS,
    ).catch(() => {
      throw new Error(`waited for ${button}, last heard: ${this.phone.heard.at(-1)?.text ?? 'nothing'}`);
    });
  }

  /** Waits for the question with this button, and taps it. */
  async tap(button: string): Promise<void> {
    const question = await this.asked(button);
    const found = question.buttons.find(({ data }) => data === button);
    if (found === undefined) throw new Error(`${button} cannot be tapped`);
    await this.act((phone) => phone.press(question, found));
  }

  /** Shares the phone by the messenger's own button. */
  async sharePhone(): Promise<void> {
    const question = await this.asked('contact');
    await this.act((phone) => phone.sharePhone(question));
  }

  /** Waits until the bot has said this since the last act. */
  async hears(text: string | RegExp): Promise<void> {
    const fits = (said: string) => (typeof text === 'string' ? said.includes(text) : text.test(said));
    await until(() => this.phone.heard.slice(this.since).some((one) => fits(one.text)), PATIENCE_MS).catch(() => {
      throw new Error(`waited for “${text}”, last heard: ${this.phone.heard.at(-1)?.text ?? 'nothing'}`);
    });
  }
}
